#!/bin/sh
# Compiles the native library for this machine's PyTorch and runs GpuCheck. Needs g++, PyTorch and the .NET runtime, but no SDK and no network. Passes its options to GpuCheck.
# $LIBTORCH: the folder of a PyTorch or libtorch to use instead of the one that $PYTHON (python3) imports. README.md lists the files to copy.
set -eu

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)

lacks() { echo "$*" >&2; exit 3; }

# Prints the first path that exists: in the copied folder, then in a checkout.
first() {
    for path; do
        if [ -e "$path" ]; then printf '%s\n' "$path"; return; fi
    done
    return 1
}

program=$(first "$here/program/GpuCheck.dll" "$here/../../artifacts/bin/GpuCheck/release/GpuCheck.dll") || lacks "GpuCheck.dll is missing: copy its Release output to $here/program."
build=$(first "$here/LibTorchSharp/build.sh" "$here/../../src/LibTorchSharp/build.sh") || lacks "The native library's source is missing: copy src/LibTorchSharp to $here/LibTorchSharp."
dotnet=$(first "$here/dotnet/dotnet" "${DOTNET_ROOT:-$here}/dotnet") || dotnet=$(command -v dotnet) || lacks "The .NET 10 runtime is missing: copy it to $here/dotnet, or set DOTNET_ROOT."

LIBTORCH=${LIBTORCH:-$("${PYTHON:-python3}" -c 'import os, torch; print(os.path.dirname(torch.__file__))')} || lacks "${PYTHON:-python3} can't import PyTorch: set PYTHON to a Python that can, or LIBTORCH to an unpacked libtorch."
[ -e "$LIBTORCH/lib/libtorch_cpu.so" ] || lacks "LIBTORCH is '$LIBTORCH', where lib/libtorch_cpu.so is missing."
LIBTORCH=$(CDPATH='' cd -- "$LIBTORCH" && pwd)
EXPERIMENTS_NATIVE=${EXPERIMENTS_NATIVE:-$here/native}
export LIBTORCH EXPERIMENTS_NATIVE

# The program computes the same folder name (NativeFolder.NameOf).
folder=$EXPERIMENTS_NATIVE/libtorch/$(printf '%s' "$LIBTORCH" | LC_ALL=C sed 's/[^A-Za-z0-9.-]/_/g')
mkdir -p "$folder"
echo "Compiling LibTorchSharp over $LIBTORCH …" >&2
sh "$build" "$folder" >"$folder/build.log" 2>&1 || { tail -n 10 "$folder/build.log" >&2; lacks "LibTorchSharp did not compile; the whole log is $folder/build.log."; }
printf '%s\n' "$LIBTORCH/lib" >"$folder/libtorch.txt"

DOTNET_ROOT=$(dirname "$(readlink -f "$dotnet")")
export DOTNET_ROOT
exec "$dotnet" "$program" --torch libtorch "$@"
