#!/bin/sh
# Compiles the shim: build.sh FOLDER, which receives libtorch_shim.so and the objects it is linked from.
# build.sh FOLDER SOURCES LIBRARY compiles another folder of C++ against the same libtorch.
# $LIBTORCH: a libtorch or PyTorch folder with include/ and lib/. Otherwise the system's libtorch is used. $CXX and $CXXFLAGS are honoured.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
output=$1
source=$here library=libtorch_shim.so what="SystemTorch's shim"
if [ $# -eq 3 ]; then source=$(cd "$2" && pwd) library=$3 what=$3; fi
compiler=${CXX:-g++}

fail() { echo "error: $1" >&2; exit 1; }

command -v "$compiler" >/dev/null || fail "the C++ compiler $compiler was not found; it compiles $what (on Debian: apt install g++)"

# From here to the end of compiling, the script's own arguments are the compiler's: words that may hold spaces.
set --
if [ -n "${LIBTORCH:-}" ]; then
    root=$LIBTORCH
    [ -d "$root/include/ATen" ] || fail "LIBTORCH is $root, but there is no $root/include/ATen; it names a folder with libtorch's include/ and lib/"
    root=$(cd "$root" && pwd)
    set -- -isystem "$root/include" -isystem "$root/include/torch/csrc/api/include"
    # Builds from before the C++11 ABI say so in their CMake file.
    config=$root/share/cmake/Torch/TorchConfig.cmake
    if [ -f "$config" ] && grep -q '_GLIBCXX_USE_CXX11_ABI=0' "$config"; then set -- "$@" -D_GLIBCXX_USE_CXX11_ABI=0; fi
else
    # A file, not a pipe: a compiler that does not read its input would break a pipe, which the shell may report on its own.
    "$compiler" -std=c++17 -E -x c++ "$here/shim.h" >/dev/null 2>&1 ||
        fail "libtorch's headers were not found; install them (on Debian: apt install libtorch-dev) or set LIBTORCH to a libtorch or PyTorch folder"
    for folder in /usr/include/torch/csrc/api/include /usr/local/include/torch/csrc/api/include; do
        if [ -d "$folder" ]; then set -- "$@" -isystem "$folder"; fi
    done
fi

mkdir -p "$output"
cd "$output"
flags="$compiler $* ${CXXFLAGS:-}"
objects='' jobs='' failed=''
for file in "$source"/*.cpp; do
    object=$(basename "$file" .cpp).o
    objects="$objects $object"
    if [ ! -f "$object" ] || [ -n "$(find "$source" "$here/build.sh" \( -name '*.h' -o -name build.sh -o -path "$file" \) -newer "$object")" ] ||
        [ "$(cat "$object.flags" 2>/dev/null)" != "$flags" ]; then
        # shellcheck disable=SC2086
        "$compiler" -std=c++17 -O2 -fPIC -fvisibility=hidden -Wall -Wextra "$@" ${CXXFLAGS:-} -c "$file" -o "$object" &
        jobs="$jobs $!"
    fi
done
for job in $jobs; do wait "$job" || failed=yes; done
[ -z "$failed" ] || fail "$what did not compile; the compiler's messages are above"
for object in $objects; do echo "$flags" >"$object.flags"; done

set --
if [ -n "${LIBTORCH:-}" ]; then set -- "-L$root/lib" "-Wl,-rpath,$root/lib"; fi
# Not as needed: the CUDA and ROCm builds register their kernels from a library that nothing here names.
# shellcheck disable=SC2086
"$compiler" -shared -o "$library" $objects "$@" -Wl,--no-as-needed -ltorch -ltorch_cpu -lc10 ||
    fail "$what did not link; the linker's messages are above"
