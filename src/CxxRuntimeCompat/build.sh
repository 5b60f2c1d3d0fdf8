#!/bin/sh
# build.sh FILE: compiles a libstdc++.so.6 that adds GLIBCXX_3.4.32's one function to this machine's own runtime.
#
# The packages' libraries ask libstdc++.so.6 for that version and end the process where it is missing. Preloaded, this library answers to
# the name, carries all version names of the real one, and hands everything else on to it.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
output=$1
compiler=${CXX:-g++}

fail() { echo "error: $1" >&2; exit 1; }

command -v "$compiler" >/dev/null || fail "the C++ compiler $compiler was not found; it compiles the C++ compatibility library (on Debian and Ubuntu: apt install g++)"
command -v objdump >/dev/null || fail "objdump was not found; it lists the versions of this machine's C++ runtime (on Debian and Ubuntu: apt install binutils)"

runtime=$(readlink -f "$("$compiler" -print-file-name=libstdc++.so.6)")
[ -f "$runtime" ] || fail "$compiler names no libstdc++.so.6 that exists"

folder=$(dirname "$output")
mkdir -p "$folder"
work=$(mktemp -d "$folder/compat.XXXXXX")
trap 'rm -rf "$work"' EXIT

# The real runtime's version names, empty, so that whoever asks for one of them finds it here; the new function gets the version it has in GCC 13.
{
    objdump -p "$runtime" | sed -n '/^Version definitions/,/^Version References/p' | grep -oE '(GLIBCXX|CXXABI)_[A-Z0-9_.]+' | sort -u |
        grep -vxE 'GLIBCXX_3\.4\.3[12]' | sed 's/$/ { };/'
    echo 'GLIBCXX_3.4.31 { };'
    echo 'GLIBCXX_3.4.32 { global: _ZSt21ios_base_library_initv; local: *; };'
} >"$work/versions.map"

# Linked against a stand-in whose SONAME is the real runtime's absolute path: under its usual name the loader would find this library itself.
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
