#!/bin/sh
# Writes empty libraries that stand in for libraries which libtorch names but takes no symbol from: stand-ins.sh FOLDER LIBTORCH_CPU LIBRARY.
# Debian's libtorch names OpenCV and FFmpeg, which load 220 further libraries into each process: half the time of loading, and 75 MB.
# The program loads the stand-ins first, and the loader then takes a loaded library of the same name. Nothing is written where LIBRARY would
# lack a symbol or a file with them. $CXX is honoured.
set -eu

output=$1 torch=$2 library=$3
compiler=${CXX:-g++}

rm -rf "$output"
command -v readelf >/dev/null && command -v ldd >/dev/null || exit 0
# The loader separates the libraries in LD_PRELOAD by spaces and colons.
case $output in *[\ :]*) exit 0 ;; esac
# Libraries of Caffe2's operators for images, videos and stores of records, which TorchSharp does not reach.
names=$(readelf -d "$torch" | sed -n 's/.*(NEEDED).*\[\(lib\(opencv_[a-z0-9]*\|avcodec\|avformat\|avutil\|swscale\|swresample\|leveldb\|lmdb\|snappy\|zmq\)\.so[.0-9a-z]*\)\]$/\1/p')
[ -n "$names" ] || exit 0

new=$output.new
rm -rf "$new"
mkdir -p "$new"
preload=''
for name in $names; do
    "$compiler" -shared -nostdlib -o "$new/$name" "-Wl,-soname,$name" -x c /dev/null
    preload="$preload $new/$name"
done
found=$(LD_PRELOAD="${LD_PRELOAD:+$LD_PRELOAD }${preload# }" ldd -r "$library" 2>&1) || found='undefined symbol'
case $found in
    *'undefined symbol'* | *'not found'*) rm -rf "$new" ;;
    *"$new/${names%%
*}"*) mv "$new" "$output" ;;
    *) rm -rf "$new" ;;
esac
