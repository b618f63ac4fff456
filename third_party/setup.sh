#!/bin/sh
# Installs what Byteprism is built with; with --tests also what only its tests need. Says and does nothing when all of
# it is there. Uses apt (as root, or through sudo); on other systems it prints what to install.
set -eu

# role  Debian and Ubuntu        Fedora                     Arch                  Homebrew
packages='
build  g++                      gcc-c++                    gcc                   -
build  cmake                    cmake                      cmake                 cmake
build  ninja-build              ninja-build                ninja                 ninja
build  pkg-config               pkgconf-pkg-config         pkgconf               pkgconf
build  libimgui-dev             imgui-devel                imgui                 imgui
build  libglfw3-dev             glfw-devel                 glfw                  glfw
build  python3-glad             python3-glad               glad                  glad
build  libstb-dev               stb_image-devel            stb                   -
build  libgl-dev                libglvnd-devel             libglvnd              -
build  libegl-dev               libglvnd-devel             libglvnd              -
build  libfontconfig-dev        fontconfig-devel           fontconfig            fontconfig
build  libfreetype-dev          freetype-devel             freetype2             freetype
build  fonts-dejavu-core        dejavu-sans-mono-fonts     ttf-dejavu            -
build  libgl1-mesa-dri          mesa-dri-drivers           mesa                  -
build  libegl1                  mesa-libEGL                mesa                  -
build  libcli11-dev             cli11-devel                cli11                 cli11
build  nlohmann-json3-dev       json-devel                 nlohmann-json         nlohmann-json
build  libhwy-dev               highway-devel              highway               highway
build  libxxhash-dev            xxhash-devel               xxhash                xxhash
build  libpcre2-dev             pcre2-devel                pcre2                 pcre2
build  libssl-dev               openssl-devel              openssl               openssl
build  libdeflate-dev           libdeflate-devel           libdeflate            libdeflate
build  libkissfft-dev           kiss-fft-devel             kissfft               kissfft
build  libpng-dev               libpng-devel               libpng                libpng
build  libastcenc-dev           astc-encoder-devel         astc-encoder          -
build  libsquish-dev            libsquish-devel            libsquish             -
tests  libgtest-dev             gtest-devel                gtest                 googletest
tests  libgmock-dev             gmock-devel                gtest                 googletest
tests  libbenchmark-dev         google-benchmark-devel     benchmark             google-benchmark
tests  clang                    clang                      clang                 llvm
tests  libclang-rt-14-dev       compiler-rt                compiler-rt           -
tests  python3                  python3                    python                python
tests  python3-numpy            python3-numpy              python-numpy          numpy
tests  xvfb                     xorg-x11-server-Xvfb       xorg-server-xvfb      -
tests  xdotool                  xdotool                    xdotool               -
tests  xclip                    xclip                      xclip                 -
tests  imagemagick              ImageMagick                imagemagick           imagemagick
tests  ffmpeg                   ffmpeg-free                ffmpeg                ffmpeg
tests  e2fsprogs                e2fsprogs                  e2fsprogs             e2fsprogs
tests  dosfstools               dosfstools                 dosfstools            dosfstools
tests  mtools                   mtools                     mtools                mtools
tests  fdisk                    util-linux                 util-linux            -
tests  astcenc                  astc-encoder               astc-encoder          -
tests  admesh                   admesh                     admesh                admesh
tests  bdf2psf                  console-setup              -                     -
tests  lld                      lld                        lld                   lld
tests  llvm                     llvm                       llvm                  llvm
tests  python3-scapy            python3-scapy              scapy                 -
tests  libavutil-dev            libavutil-free-devel       ffmpeg                ffmpeg
tests  libswscale-dev           libswscale-free-devel      ffmpeg                ffmpeg
tests  libyuv-dev               libyuv-devel               libyuv                -
tests  xxhash                   xxhash                     xxhash                xxhash
tests  strace                   strace                     strace                -
tests  util-linux               util-linux                 util-linux            -
'

roles=build
case "${1-}" in
    '') ;;
    --tests) roles='build|tests' ;;
    *) echo "usage: sh third_party/setup.sh [--tests]" >&2; exit 2 ;;
esac

# The names in one column of the table, each once.
names() {
    echo "$packages" | awk -v column="$1" -v roles="^($roles)\$" '$1 ~ roles && $column != "-" && !seen[$column]++ {print $column}'
}

if ! command -v apt-get >/dev/null 2>&1; then
    if command -v dnf >/dev/null 2>&1; then echo "install these: sudo dnf install $(names 3 | tr '\n' ' ')"
    elif command -v pacman >/dev/null 2>&1; then echo "install these: sudo pacman -S --needed $(names 4 | tr '\n' ' ')"
    elif command -v brew >/dev/null 2>&1; then echo "install these: brew install $(names 5 | tr '\n' ' ')"
    else echo "setup: no apt, dnf, pacman or brew here; these Debian packages are needed: $(names 2 | tr '\n' ' ')" >&2; exit 3
    fi
    exit 0
fi

installed=$(dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' 2>/dev/null | awk '$1 == "ii" {print $2}')
missing=$(names 2 | while read -r name; do
    echo "$installed" | grep -qxF "$name" || echo "$name"
done)
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || { echo "setup: not root and no sudo; missing: $(echo $missing)" >&2; exit 3; }
    as_root=sudo
fi
echo "setup: installing" $missing
$as_root apt-get update -qq
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
