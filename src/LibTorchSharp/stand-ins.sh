#!/bin/sh
# stand-ins.sh FOLDER LIBTORCH_CPU LIBRARY writes empty libraries in place of those that libtorch names without using a symbol of them.
# Debian's libtorch names OpenCV and FFmpeg, which load 220 more libraries into each process: half of the loading time, and 75 MB.
# The program loads the empty libraries first; the loader then uses a loaded library of the same name. Nothing is written if LIBRARY would
# lack a symbol or a file. $CXX is honoured.
set -eu

output=$1 torch=$2 library=$3
compiler=${CXX:-g++}

rm -rf "$output"
command -v readelf >/dev/null && command -v ldd >/dev/null || exit 0
# LD_PRELOAD uses spaces and colons as separators.
case $output in *[\ :]*) exit 0 ;; esac
# Libraries of Caffe2's operators for images, videos and databases, which TorchSharp does not use.
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
