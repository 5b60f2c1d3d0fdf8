#!/bin/sh
# build.sh FILE: compiles a libstdc++.so.6 that adds the only function of GLIBCXX_3.4.32 to this machine's runtime.
#
# The packages' libraries need that version in libstdc++.so.6 and end the process without it. This library is preloaded: it has the name and
# all version names of the real runtime, and forwards everything else to it.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
output=$1
compiler=${CXX:-g++}

fail() { echo "error: $1" >&2; exit 1; }

command -v "$compiler" >/dev/null || fail "the C++ compiler $compiler was not found; it compiles the C++ compatibility library (on Debian and Ubuntu: apt install g++)"
command -v objdump >/dev/null || fail "objdump was not found; it lists the versions of this machine's C++ runtime (on Debian and Ubuntu: apt install binutils)"

runtime=$(readlink -f "$("$compiler" -print-file-name=libstdc++.so.6)")
[ -f "$runtime" ] || fail "$compiler finds no libstdc++.so.6"

folder=$(dirname "$output")
mkdir -p "$folder"
work=$(mktemp -d "$folder/compat.XXXXXX")
trap 'rm -rf "$work"' EXIT

# The version names of the real runtime, without symbols, so that other libraries find them here. The new function gets its version in GCC 13.
{
    objdump -p "$runtime" | sed -n '/^Version definitions/,/^Version References/p' | grep -oE '(GLIBCXX|CXXABI)_[A-Z0-9_.]+' | sort -u |
        grep -vxE 'GLIBCXX_3\.4\.3[12]' | sed 's/$/ { };/'
    echo 'GLIBCXX_3.4.31 { };'
    echo 'GLIBCXX_3.4.32 { global: _ZSt21ios_base_library_initv; local: *; };'
} >"$work/versions.map"

# Linked with a stand-in whose SONAME is the absolute path of the real runtime. With the usual name the loader would find this library again.
cat >"$work/stand_in.cpp" <<'EOF'
extern "C" void init() asm("_ZNSt8ios_base4InitC1Ev");
extern "C" void init() {}
extern "C" void end() asm("_ZNSt8ios_base4InitD1Ev");
extern "C" void end() {}
EOF
echo 'GLIBCXX_3.4 { global: *; };' >"$work/stand_in.map"
"$compiler" -fPIC -shared -nostdlib -o "$work/stand_in.so" "$work/stand_in.cpp" "-Wl,-soname,$runtime" "-Wl,--version-script=$work/stand_in.map" &&
    "$compiler" -std=c++17 -O2 -fPIC -fno-exceptions -fno-threadsafe-statics -shared -nodefaultlibs -Wall -Wextra -o "$work/libstdc++.so.6" "$here/ios_init.cpp" \
        -Wl,-soname,libstdc++.so.6 "-Wl,--version-script=$work/versions.map" "$work/stand_in.so" -lc ||
    fail "the C++ compatibility library did not compile; the compiler's messages are above"
mv "$work/libstdc++.so.6" "$output"
