#!/bin/sh
# Sets up, builds and starts Byteprism: sh app/run.sh [ARGS...]. Without arguments it opens the bundled samples.
set -eu
folder=$(pwd)
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
sh third_party/setup.sh
[ -f build/release/build.ninja ] || cmake --preset release -DBUILD_TESTING=OFF >build-log 2>&1 || { cat build-log >&2; rm -f build-log; exit 1; }
rm -f build-log
cmake --build --preset release --target byteprism >&2
cd "$folder"
program=$root/build/release/bin/byteprism
[ $# -gt 0 ] || set -- "$root/assets/samples/picture.bmp" "$root/assets/samples/frame.rgb565" "$root/assets/samples/tone.wav" \
    "$root/assets/samples/packets.bin" "$root/assets/samples/array.npy" \
    --pixels bgr24 --size 201x149 --offset 89446 --do image.row_stride=-604
exec "$program" "$@"
