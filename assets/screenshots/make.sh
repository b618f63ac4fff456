#!/bin/sh
# Makes the pictures of the README again, with the program itself: sh assets/screenshots/make.sh
# Needs a built program (sh app/run.sh builds one) and no display.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
program=$root/build/release/bin/byteprism
cd "$root/assets/samples"
"$program" picture.bmp frame.rgb565 tone.wav packets.bin array.npy --pixels bgr24 --size 201x149 --offset 89446 \
    --do image.row_stride=-604 --do structure.definition=bmp \
    --goto 54 --window 1280x800 --screenshot "$root/assets/screenshots/picture.png"
"$program" frame.rgb565 --pixels rgb565le --size 160x120 --stride 384 --do view.theme --goto 0x1e0 \
    --do structure.format=8H --do structure.offset=0x1e0 --window 1280x800 --screenshot "$root/assets/screenshots/frame.png"
