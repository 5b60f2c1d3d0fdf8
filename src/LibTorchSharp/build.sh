#!/bin/sh
# Compiles the native library: build.sh FOLDER, which receives libLibTorchSharp.so and the objects it is linked from.
# build.sh FOLDER SOURCES LIBRARY compiles another folder of C++ against the same libtorch.
# $LIBTORCH: a libtorch or PyTorch folder with include/ and lib/. Otherwise the system's libtorch is used. $CXX and $CXXFLAGS are honoured.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
output=$1
source=$here library=libLibTorchSharp.so
if [ $# -eq 3 ]; then source=$(cd "$2" && pwd) library=$3; fi
compiler=${CXX:-g++}

fail() { echo "error: $1" >&2; exit 1; }

command -v "$compiler" >/dev/null || fail "the C++ compiler $compiler was not found; it compiles $library (on Debian: apt install g++)"

# From here to the end of compiling, the script's own arguments are the compiler's: words that may hold spaces.
set --
if [ -n "${LIBTORCH:-}" ]; then
    root=$LIBTORCH
    [ -d "$root/include/ATen" ] || fail "LIBTORCH is $root, but there is no $root/include/ATen; set it to a folder with libtorch's include/ and lib/"
    root=$(cd "$root" && pwd)
    set -- -isystem "$root/include" -isystem "$root/include/torch/csrc/api/include"
    # Builds from before the C++11 ABI say so in their CMake file.
    config=$root/share/cmake/Torch/TorchConfig.cmake
    if [ -f "$config" ] && grep -q '_GLIBCXX_USE_CXX11_ABI=0' "$config"; then set -- "$@" -D_GLIBCXX_USE_CXX11_ABI=0; fi
else
    # A file, not a pipe: a compiler that does not read its input would break a pipe, which the shell may report on its own.
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
# unit NAME FILES: one object of several files, because most of the time goes into libtorch's headers.
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
    # Every file belongs to one unit by its name; those in the first have the slowest headers.
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
# The soname is the file's name: TorchSharp's request for LibTorchSharp then finds the library that was loaded by its full path.
# Not as needed: the CUDA and ROCm builds register their kernels from a library that nothing here names.
# shellcheck disable=SC2086
"$compiler" -shared -o "$library" $objects "-Wl,-soname,$library" "$@" -Wl,--no-as-needed -ltorch -ltorch_cpu -lc10 ||
    fail "$library did not link; the linker's messages are above"
