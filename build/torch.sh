# Sourced by run.sh and test.sh: finds dotnet, sets up TorchSharp's native library, and builds changed projects.
# shellcheck shell=bash

root=$(CDPATH='' cd -- "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
artifacts=$root/artifacts
# The program looks for native libraries here (src/Experiments/Native/NativeFolder.cs).
native=$artifacts/native
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1
# Without a home folder (on some batch systems), dotnet and NuGet still need a place for their caches.
if ! [ -w "${HOME:-/nonexistent}" ]; then
  export HOME=$artifacts/home
  mkdir -p "$HOME"
fi

# Wraps lines between words on a terminal.
say() { if [ -t 2 ]; then printf '%s\n' "$*" | fold -s -w "$(tput cols 2>/dev/null || echo 80)" >&2; else printf '%s\n' "$*" >&2; fi; }

# Exit code 3 means that the machine lacks a requirement.
lacks() { say "$*"; exit 3; }

find_dotnet() {
  if command -v dotnet >/dev/null; then dotnet=dotnet
  elif [ -x "$HOME/.dotnet/dotnet" ]; then dotnet=$HOME/.dotnet/dotnet
  else lacks "The .NET 10 SDK is missing: install it from https://dot.net/download or your distribution (package dotnet-sdk-10.0), then run this again."
  fi
}

can_install() { command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }; }

# install PACKAGE…: installs with apt if no password is needed.
install() {
  can_install || return 1
  local sudo=() log=$artifacts/apt.log
  [ "$(id -u)" -eq 0 ] || sudo=(sudo -n)
  say "Installing $* with apt …"
  mkdir -p "$artifacts"
  { "${sudo[@]}" apt-get -qq -o DPkg::Lock::Timeout=600 update && DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get -qq -o DPkg::Lock::Timeout=600 install --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null && return
  say "apt could not install $*. The end of $log:"
  tail -n 3 "$log" >&2
  return 1
}

# TorchSharp's own native library needs the C++ runtime of GCC 13. A process would fail only with its first tensor.
cxx_runtime_is_too_old() {
  [ "$(uname -s)" = Linux ] || return 1
  local file
  file=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | awk '/libstdc\+\+\.so\.6 .*(x86-64|AArch64)/ { print $NF; exit }')
  [ -n "$file" ] && ! grep -aq GLIBCXX_3.4.32 "$file"
}

has_nvidia() { command -v nvidia-smi >/dev/null && nvidia-smi -L >/dev/null 2>&1; }

has_debian_libtorch() {
  [ -e /usr/include/torch/script.h ] || return 1
  local header=/usr/include/torch/csrc/api/include/torch/version.h version
  version=$(sed -nE 's/^#define TORCH_VERSION_(MAJOR|MINOR) ([0-9]+).*/\2/p' "$header" 2>/dev/null | paste -sd.)
  [ "$(printf '%s\n' 1.13 "${version:-0}" | sort -V | head -n 1)" = 1.13 ]
}

# Whether apt knows a libtorch of 1.13 or newer; Ubuntu 22.04 has none.
can_install_libtorch() {
  can_install || return 1
  local version
  version=$(apt-cache policy libtorch-dev 2>/dev/null | awk '/Candidate:/ { print $2 }')
  # apt's lists are empty on a new machine until the first update.
  if [ -z "$version" ]; then
    { [ "$(id -u)" -eq 0 ] && apt-get -qq -o DPkg::Lock::Timeout=600 update || sudo -n apt-get -qq update; } >/dev/null 2>&1 </dev/null || true
    version=$(apt-cache policy libtorch-dev 2>/dev/null | awk '/Candidate:/ { print $2 }')
  fi
  [ -n "$version" ] && [ "$version" != '(none)' ] && dpkg --compare-versions "$version" ge 1.13
}

# choose_torch ARGUMENT…: sets $torch to packages or libtorch, from the command line, the environment, or this machine. The program uses the same order
# (src/Experiments/Native/TorchChoice.cs) and refuses other values.
choose_torch() {
  local argument previous='' given=''
  for argument; do
    case $previous in --torch) given=$argument ;; esac
    case $argument in --torch=* | --torch:*) given=${argument#--torch?} ;; esac
    previous=$argument
  done
  local source=--torch
  if [ -z "$given" ]; then given=${EXPERIMENTS_TORCH:-} source=EXPERIMENTS_TORCH; fi
  if [ -z "$given" ]; then
    case ${TORCH_ENGINE:-} in
      '') ;;
      system | libtorch) given=libtorch ;;
      packages | TorchSharp-cpu | TorchSharp-cuda-linux | TorchSharp-cuda-windows) given=packages ;;
      *) say "TORCH_ENGINE is '$TORCH_ENGINE'; it can be packages or libtorch."; exit 2 ;;
    esac
    if [ -n "$given" ]; then say "TORCH_ENGINE is now called EXPERIMENTS_TORCH and takes packages or libtorch; the next release drops the old name."; fi
  fi
  if [ -z "$given" ] && [ -n "${LIBTORCH:-}" ]; then given=libtorch; fi
  # Made absolute, because workers may start in other folders.
  if [ -d "${LIBTORCH:-}" ]; then LIBTORCH=$(CDPATH='' cd -- "$LIBTORCH" && pwd); export LIBTORCH; fi
  case $given in
    packages | libtorch) torch=$given ;;
    '') choose_default ;;
    *) say "$source is '$given'; it can be packages or libtorch."; exit 2 ;;
  esac
}

# Remembered in a file, so that the choice also holds without run.sh.
choose_default() {
  if [ -s "$native/default" ]; then
    torch=$(<"$native/default")
    return
  fi
  mkdir -p "$native"
  if ! cxx_runtime_is_too_old; then
    if (set_up_packages); then torch=packages
    else
      torch=libtorch
      say "TorchSharp's packages could not be fetched, so this machine's libtorch is used from now on. Delete $native/default to try the packages again."
    fi
  elif has_debian_libtorch || can_install_libtorch; then
    torch=libtorch
    say "The C++ runtime here is older than TorchSharp's packages need (GLIBCXX_3.4.32), so Debian's libtorch is used. Use --torch packages for the packages with a compatibility library."
    if has_nvidia; then say "Debian's libtorch has no CUDA. For this machine's GPU use --torch packages, or LIBTORCH=FOLDER with an installed PyTorch."; fi
  else
    torch=packages
  fi
  new_default=$torch
}

set_up_torch() {
  case $torch in
    packages) set_up_packages ;;
    libtorch) set_up_libtorch ;;
  esac
  # Remembered only after it works.
  if [ -n "${new_default:-}" ]; then printf '%s\n' "$new_default" >"$native/default"; fi
}

# Whether the links exist, have the current version, and are not broken: the NuGet folder may have been emptied.
has_packages() {
  local version file
  version=$(sed -n 's:.*<TorchSharpVersion>\(.*\)</TorchSharpVersion>.*:\1:p' "$root/build/TorchVersions.props")
  grep -qs " $version\$" "$1/package.txt" || return 1
  for file in "$1"/*LibTorchSharp.*; do [ -e "$file" ] && return; done
  return 1
}

# Links TorchSharp's packages into one folder; with an NVIDIA driver the packages with CUDA, if available.
set_up_packages() {
  local folder=$native/packages
  has_packages "$folder" || locked "$native/packages.lock" fetch_packages "$folder" || return
  cxx_runtime_is_too_old || return 0
  local compat=$native/compat/libstdc++.so.6
  case $compat in *[\ :]*) lacks "TorchSharp's packages need a library to be preloaded here, and the loader takes no path with a space or colon: move the project out of $root, or use --torch libtorch." ;; esac
  if ! [ -e "$compat" ] || [ -n "$(find "$root/src/CxxRuntimeCompat" -newer "$compat" -print -quit)" ]; then
    command -v g++ >/dev/null || install g++ || lacks "TorchSharp's packages need a newer C++ runtime than this machine has. g++ would compile a compatibility library: run 'sudo apt install g++', then run this again."
    "$root/src/CxxRuntimeCompat/build.sh" "$compat" >"$artifacts/compat.log" 2>&1 || { cat "$artifacts/compat.log" >&2; exit 3; }
  fi
}

fetch_packages() {
  local devices=(cpu) device log=$artifacts/torch-packages.log
  # Another process may have downloaded them while this one waited.
  if has_packages "$1"; then return; fi
  if has_nvidia; then devices=(cuda cpu); fi
  mkdir -p "$artifacts"
  for device in "${devices[@]}"; do
    say "Fetching TorchSharp's native packages for $device (about $([ "$device" = cuda ] && echo 3 || echo 0.6) GB) …"
    "$dotnet" build "$root/build/torch-packages" -p:Device="$device" -p:Links="$1.new" -v quiet >"$log" 2>&1 </dev/null && rm -rf "$1" && mv "$1.new" "$1" && return
    say "NuGet could not fetch them: $(grep -m1 -oE 'error [A-Z]+[0-9]+: .*' "$log" | head -c 300)"
  done
  say "TorchSharp's native packages are missing. Put the packages on a NuGet source of this machine, or run ./run.sh --torch libtorch …; details: $log"
  return 3
}

# Compiles this project's LibTorchSharp for this machine's libtorch.
set_up_libtorch() {
  local wanted=() folder file
  file=$(libtorch_file)
  folder=$native/libtorch/$(libtorch_name)
  if [ -n "${LIBTORCH:-}" ]; then
    [ -n "$file" ] || lacks "LIBTORCH is '$LIBTORCH', where lib/libtorch_cpu.so is missing: set it to an unpacked libtorch or to PyTorch's own folder (site-packages/torch)."
  elif ! has_debian_libtorch; then
    wanted+=(libtorch-dev libopenblas0-pthread)
  fi
  command -v g++ >/dev/null || wanted+=(g++)
  [ ${#wanted[@]} -eq 0 ] || install "${wanted[@]}" ||
    lacks "The native library 'libtorch' needs ${wanted[*]}: run 'sudo apt install ${wanted[*]}', or set LIBTORCH to an unpacked libtorch, or use --torch packages."
  file=$(libtorch_file)
  # Without the lock, because it needs a writable folder.
  has_compiled "$folder" "$file" || locked "$native/libtorch.lock" compile_libtorch "$folder" "$file"
}

stamp_of() { stat -Lc '%n, %s bytes, %Y' "$1"; }

has_compiled() {
  [ -e "$1/libLibTorchSharp.so" ] && [ "$(cat "$1/stamp" 2>/dev/null)" = "$(stamp_of "$2")" ] &&
    [ -z "$(find "$root/src/LibTorchSharp" -newer "$1/libLibTorchSharp.so" -print -quit)" ]
}

compile_libtorch() {
  local folder=$1 file=$2 stamp
  if has_compiled "$folder" "$file"; then return; fi
  stamp=$(stamp_of "$file")
  say "Compiling LibTorchSharp over $file …"
  mkdir -p "$folder"
  # Objects for another libtorch can't be reused.
  [ "$(cat "$folder/stamp" 2>/dev/null)" = "$stamp" ] || rm -f "$folder"/*.o
  if ! "$root/src/LibTorchSharp/build.sh" "$folder" >"$folder/build.log" 2>&1 </dev/null; then
    say "LibTorchSharp did not compile; from $folder/build.log:"
    grep -E 'error' "$folder/build.log" | head -n 10 >&2 || tail -n 10 "$folder/build.log" >&2
    exit 3
  fi
  # Without them the program works the same but starts more slowly.
  "$root/src/LibTorchSharp/stand-ins.sh" "$folder/stand-ins" "$file" "$folder/libLibTorchSharp.so" >>"$folder/build.log" 2>&1 </dev/null || rm -rf "$folder/stand-ins"
  dirname "$file" >"$folder/libtorch.txt"
  printf '%s\n' "$stamp" >"$folder/stamp"
}

# Prints the path of libtorch's CPU library; nothing if there is none.
libtorch_file() {
  local file
  for file in "${LIBTORCH:-/usr}"/lib/libtorch_cpu.so /usr/lib/*-linux-gnu/libtorch_cpu.so; do
    if [ -e "$file" ]; then
      printf '%s\n' "$file"
      return
    fi
    # A LIBTORCH without libtorch is refused and not replaced by the system's libtorch.
    [ -z "${LIBTORCH:-}" ] || return 0
  done
}

# The same name as NativeFolder.NameOf.
libtorch_name() {
  if [ -z "${LIBTORCH:-}" ]; then echo system
  else printf '%s' "${LIBTORCH%/}" | LC_ALL=C sed 's/[^A-Za-z0-9.-]/_/g'
  fi
}

# Prints the libraries to preload before dotnet starts. The program does not pass them on to other child processes.
preload_for() {
  if [ "$1" = packages ] && cxx_runtime_is_too_old; then printf '%s' "$native/compat/libstdc++.so.6${LD_PRELOAD:+:$LD_PRELOAD}"
  else printf '%s' "${LD_PRELOAD:-}"
  fi
}

# locked FILE COMMAND…: runs one command at a time, because jobs of a cluster may start together in one checkout.
locked() {
  local file=$1 status=0
  shift
  mkdir -p "$(dirname "$file")"
  exec 9>"$file"
  if command -v flock >/dev/null; then flock 9; fi
  "$@" 9>&- || status=$?
  exec 9>&-
  return "$status"
}

# build PROJECT STAMP FOLDER…: builds in Release if a folder contains a file newer than the last successful build.
build() {
  local project=$1 stamp=$artifacts/$2.stamp
  shift 2
  sources=("$root"/Directory.* "$root/global.json" "$root/.editorconfig" "$root/build/TorchVersions.props" "$root/build/ahead" "${@/#/$root/}")
  up_to_date "$stamp" || locked "$artifacts/build.lock" compile "$project" "$stamp"
}

# Also builds files that were deleted by hand.
up_to_date() { [ -e "$artifacts/bin/Experiments.Cli/release/Experiments.Cli.dll" ] && [ -e "$1" ] && [ -z "$(find "${sources[@]}" -newer "$1" -print -quit)" ]; }

# Adds machine code to the IL, so that a process starts in three quarters of the time. The program also works without it.
compile_ahead() {
  local program=$artifacts/bin/Experiments.Cli/release out=$artifacts/ahead/program file
  "$dotnet" build "$root/build/ahead" -p:Program="$program" -p:Out="$out" -v quiet >"$artifacts/ahead.log" 2>&1 </dev/null || return 0
  for file in "$out"/*.dll; do
    # Replaces the file by a rename, because a process may be running the old one. Keeps its time, because the next build compares times.
    cp -p "$file" "$program/ahead.new" && mv -f "$program/ahead.new" "$program/${file##*/}"
  done
}

compile() {
  local project=$1 stamp=$2 started log=$artifacts/build.log
  if up_to_date "$stamp"; then return; fi
  say "Building …"
  mkdir -p "$artifacts"
  started=$(mktemp "$artifacts/started.XXXXXX")
  if ! "$dotnet" build "$root/$project" -c Release -p:UseSharedCompilation=false -v quiet >"$log" 2>&1 </dev/null; then
    rm -f "$started"
    if grep -qE 'NU110[123]' "$log"; then
      say "NuGet could not restore the project's packages:"
      grep -oE 'error NU[0-9]+: .*' "$log" | sort -u | head -n 5 >&2
      exit 3
    fi
    say "The build failed:"
    grep -E 'error' "$log" | sort -u | head -n 20 >&2 || tail -n 20 "$log" >&2
    exit 1
  fi
  [ "$project" != src/Experiments.Cli ] || compile_ahead
  # The stamp has the time at which the build started, so that files saved during the build are built next time.
  touch -r "$started" "$stamp"
  rm -f "$started"
}
