#!/bin/sh
# Compiles the shim: build.sh FOLDER, which receives libtorch_shim.so and the objects it is linked from.
# $LIBTORCH: a libtorch or PyTorch folder with include/ and lib/. Otherwise the system's libtorch is used. $CXX and $CXXFLAGS are honoured.
set -eu

source=$(cd "$(dirname "$0")" && pwd)
output=$1
compiler=${CXX:-g++}

fail() { echo "error: $1" >&2; exit 1; }

command -v "$compiler" >/dev/null || fail "the C++ compiler $compiler was not found; it compiles SystemTorch's shim (on Debian: apt install g++)"

include='' link=''
if [ -n "${LIBTORCH:-}" ]; then
    root=$LIBTORCH
    [ -d "$root/include/ATen" ] || fail "LIBTORCH is $root, but there is no $root/include/ATen; it names a folder with libtorch's include/ and lib/"
    include="-isystem $root/include -isystem $root/include/torch/csrc/api/include"
    link="-L$root/lib -Wl,-rpath,$root/lib"
    # Builds from before the C++11 ABI say so in their CMake file.
    config=$root/share/cmake/Torch/TorchConfig.cmake
    if [ -f "$config" ] && grep -q '_GLIBCXX_USE_CXX11_ABI=0' "$config"; then include="$include -D_GLIBCXX_USE_CXX11_ABI=0"; fi
else
    echo '#include <ATen/core/Tensor.h>' | "$compiler" -std=c++17 -E -x c++ - >/dev/null 2>&1 ||
        fail "libtorch's headers were not found; install them (on Debian: apt install libtorch-dev) or set LIBTORCH to a libtorch or PyTorch folder"
    for folder in /usr/include/torch/csrc/api/include /usr/local/include/torch/csrc/api/include; do
        if [ -d "$folder" ]; then include="$include -isystem $folder"; fi
    done
fi

mkdir -p "$output"
objects='' jobs='' failed=''
for file in "$source"/*.cpp; do
    object=$output/$(basename "$file" .cpp).o
    objects="$objects $object"
    if [ ! -f "$object" ] || [ -n "$(find "$source" \( -name '*.h' -o -name build.sh -o -path "$file" \) -newer "$object")" ] ||
        [ "$(cat "$object.flags" 2>/dev/null)" != "$compiler $include ${CXXFLAGS:-}" ]; then
        # shellcheck disable=SC2086
        "$compiler" -std=c++17 -O2 -fPIC -fvisibility=hidden -Wall -Wextra $include ${CXXFLAGS:-} -c "$file" -o "$object" &
        jobs="$jobs $!"
    fi
done
for job in $jobs; do wait "$job" || failed=yes; done
[ -z "$failed" ] || fail "SystemTorch's shim did not compile; the compiler's messages are above"
for object in $objects; do echo "$compiler $include ${CXXFLAGS:-}" >"$object.flags"; done

# Not as needed: the CUDA and ROCm builds register their kernels from a library that nothing here names.
# shellcheck disable=SC2086
"$compiler" -shared -o "$output/libtorch_shim.so" $objects $link -Wl,--no-as-needed -ltorch -ltorch_cpu -lc10
