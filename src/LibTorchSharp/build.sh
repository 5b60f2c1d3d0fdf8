#!/bin/sh
# build.sh FOLDER compiles the native library and writes libLibTorchSharp.so and its objects to FOLDER.
# build.sh FOLDER SOURCES LIBRARY compiles another folder of C++ with the same libtorch.
# $LIBTORCH: a libtorch or PyTorch folder with include/ and lib/. Otherwise the system's libtorch is used. $CXX and $CXXFLAGS are honoured.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
output=$1
source=$here library=libLibTorchSharp.so
if [ $# -eq 3 ]; then source=$(cd "$2" && pwd) library=$3; fi
compiler=${CXX:-g++}

fail() { echo "error: $1" >&2; exit 1; }

command -v "$compiler" >/dev/null || fail "the C++ compiler $compiler was not found; it compiles $library (on Debian: apt install g++)"

# From here on, the script's arguments are the compiler's arguments, because these may contain spaces.
set --
if [ -n "${LIBTORCH:-}" ]; then
    root=$LIBTORCH
    [ -d "$root/include/ATen" ] || fail "LIBTORCH is $root, but there is no $root/include/ATen; set it to a folder with libtorch's include/ and lib/"
    root=$(cd "$root" && pwd)
    set -- -isystem "$root/include" -isystem "$root/include/torch/csrc/api/include"
    # The CMake file of a build without the C++11 ABI says so.
    config=$root/share/cmake/Torch/TorchConfig.cmake
    if [ -f "$config" ] && grep -q '_GLIBCXX_USE_CXX11_ABI=0' "$config"; then set -- "$@" -D_GLIBCXX_USE_CXX11_ABI=0; fi
else
    # A file and not a pipe: if a compiler does not read its input, the shell may report a broken pipe.
    "$compiler" -std=c++17 -E -x c++ "$here/bridge.h" >/dev/null 2>&1 ||
        fail "libtorch's headers were not found; install them (on Debian: apt install libtorch-dev) or set LIBTORCH to a libtorch or PyTorch folder"
    for folder in /usr/include/torch/csrc/api/include /usr/local/include/torch/csrc/api/include; do
        if [ -d "$folder" ]; then set -- "$@" -isystem "$folder"; fi
    done
fi

mkdir -p "$output"
cd "$output"
echo "$compiler $* ${CXXFLAGS:-}" >flags.txt
objects='' pending=''
# unit NAME FILES: compiles several files into one object, because libtorch's headers take most of the time.
unit() {
    name=$1
    shift
    for file in "$@"; do printf '#include "%s"\n' "$file"; done >"$name.new"
    if cmp -s "$name.new" "$name.cpp"; then rm "$name.new"; else mv "$name.new" "$name.cpp"; fi
    objects="$objects $name.o"
    current=yes
    if [ ! -f "$name.o" ] || ! cmp -s flags.txt "$name.o.flags"; then current=''; fi
    for file in "$name.cpp" "$here/build.sh" "$source"/*.h "$@"; do
        if [ "$file" -nt "$name.o" ]; then current=''; fi
    done
    [ -n "$current" ] || pending="$pending $name"
}

if [ "$source" = "$here" ]; then
    # A file's name determines its unit. The first unit has the slowest headers.
    unit unit_1 "$here"/a*.cpp "$here"/nn_*.cpp
    unit unit_2 "$here"/[b-i]*.cpp
    unit unit_3 "$here"/[j-m]*.cpp "$here"/n[!n]*.cpp "$here"/nn.cpp "$here"/[o-q]*.cpp
    unit unit_4 "$here"/[r-z]*.cpp
else
    for file in "$source"/*.cpp; do unit "$(basename "$file" .cpp)" "$file"; done
fi
if [ -n "$pending" ]; then
    # shellcheck disable=SC2016,SC2086
    printf '%s\n' $pending | xargs -P "$(nproc)" -I '{}' sh -c \
        'compiler=$0 name=$1; shift; "$compiler" "$@" -c "$name.cpp" -o "$name.o" && cp flags.txt "$name.o.flags" || exit 255' \
        "$compiler" '{}' -std=c++17 -O2 -fPIC -fvisibility=hidden -Wall -Wextra "$@" ${CXXFLAGS:-} ||
        fail "$library did not compile; the compiler's messages are above"
fi

set --
if [ -n "${LIBTORCH:-}" ]; then set -- "-L$root/lib" "-Wl,-rpath,$root/lib"; fi
if [ -f "$source/exports.map" ]; then set -- "$@" "-Wl,--version-script=$source/exports.map"; fi
# The soname is the file's name, so that TorchSharp's request for LibTorchSharp finds the library already loaded by its full path.
# Links all libraries, because CUDA and ROCm builds register their kernels in a library of which no symbol is used here.
# shellcheck disable=SC2086
"$compiler" -shared -o "$library" $objects "-Wl,-soname,$library" "$@" -Wl,--no-as-needed -ltorch -ltorch_cpu -lc10 ||
    fail "$library did not link; the linker's messages are above"
