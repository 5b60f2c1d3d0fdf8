# Sourced by run.sh and test.sh: finds dotnet, chooses the engine once, and builds only what has changed.
# shellcheck shell=bash

root=$(CDPATH='' cd -- "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1
# Where there is no home folder (some batch systems), dotnet and NuGet still need a place for their caches.
if ! [ -w "${HOME:-/nonexistent}" ]; then
  export HOME=$root/artifacts/home
  mkdir -p "$HOME"
fi

say() { printf '%s\n' "$*" >&2; }

# Exit code 3 is documented as: the machine lacks something.
lacks() { say "$*"; exit 3; }

find_dotnet() {
  if command -v dotnet >/dev/null; then dotnet=dotnet
  elif [ -x "$HOME/.dotnet/dotnet" ]; then dotnet=$HOME/.dotnet/dotnet
  else lacks "The .NET 10 SDK is missing: install it from https://dot.net/download or your distribution (package dotnet-sdk-10.0), then run this again."
  fi
}

# install PACKAGE…: with apt, where that may be done without asking for a password.
install() {
  command -v apt-get >/dev/null || return 1
  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || return 1
    sudo=(sudo -n)
  fi
  say "Installing $* with apt …"
  local log=$root/artifacts/apt.log
  mkdir -p "$root/artifacts"
  { "${sudo[@]}" apt-get -qq -o DPkg::Lock::Timeout=600 update && DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get -qq -o DPkg::Lock::Timeout=600 install --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null && return
  say "apt could not install $*; its last words, from $log:"
  tail -n 3 "$log" >&2
  return 1
}

# TorchSharp 0.107.0's native library asks for the C++ runtime of GCC 13; found out before the first tensor, which would be too late.
cxx_runtime_is_too_old() {
  [ "$(uname -s)" = Linux ] || return 1
  local file
  file=$(ldconfig -p 2>/dev/null | awk '/libstdc\+\+\.so\.6 .*(x86-64|AArch64)/ { print $NF; exit }')
  [ -n "$file" ] && ! grep -aq GLIBCXX_3.4.32 "$file"
}

choose_engine() {
  engine=${TORCH_ENGINE:-}
  if [ -z "$engine" ] && [ -s "$root/.engine" ]; then engine=$(<"$root/.engine"); fi
  if [ -z "$engine" ]; then
    say "First run: looking for TorchSharp 0.107.0 among this machine's NuGet sources …"
    mkdir -p "$root/artifacts"
    if cxx_runtime_is_too_old; then
      engine=system
      say "TorchSharp 0.107.0 needs the C++ runtime of GCC 13 (GLIBCXX_3.4.32), which this machine lacks, so the engine 'system' is used: the same API over this machine's own libtorch."
    elif "$dotnet" restore "$root/src/Experiments.Cli" -p:TorchEngine=TorchSharp-cpu -v quiet >"$root/artifacts/restore.log" 2>&1 </dev/null; then
      engine=TorchSharp-cpu
      if command -v nvidia-smi >/dev/null; then
        say "This machine has an NVIDIA driver: TORCH_ENGINE=TorchSharp-cuda-linux $0 … takes the CUDA build of TorchSharp instead."
      fi
    elif grep -qE "(NU110[123]|NU1603).*TorchSharp" "$root/artifacts/restore.log"; then
      engine=system
      say "The NuGet sources here do not carry TorchSharp 0.107.0 with all that it needs, so the engine 'system' is used: the same API over this machine's own libtorch."
    else
      say "NuGet could not restore the project's packages; its last words:"
      tail -n 5 "$root/artifacts/restore.log" >&2
      exit 3
    fi
    printf '%s\n' "$engine" >"$root/.engine"
  fi
  case $engine in
    TorchSharp-cpu | TorchSharp-cuda-linux | TorchSharp-cuda-windows | system) ;;
    *) say "TORCH_ENGINE is '$engine'; it can be TorchSharp-cpu, TorchSharp-cuda-linux, TorchSharp-cuda-windows or system."; exit 2 ;;
  esac
  export TORCH_ENGINE=$engine
}

# The system engine is a shim that g++ compiles against libtorch: both must be there before the build.
need_libtorch() {
  [ "$engine" = system ] || return 0
  local wanted=()
  command -v g++ >/dev/null || wanted+=(g++)
  if [ -n "${LIBTORCH:-}" ]; then
    [ -e "$LIBTORCH/lib/libtorch_cpu.so" ] || lacks "LIBTORCH is '$LIBTORCH', where lib/libtorch_cpu.so is missing: point it to an unpacked libtorch or to PyTorch's own folder (site-packages/torch)."
  elif [ ! -e /usr/include/torch/script.h ]; then
    wanted+=(libtorch-dev libopenblas0-pthread)
  fi
  [ ${#wanted[@]} -eq 0 ] || install "${wanted[@]}" ||
    lacks "The engine 'system' needs ${wanted[*]}: run 'sudo apt install ${wanted[*]}', or set LIBTORCH to an unpacked libtorch."
}

# Which libtorch the shim is compiled against: nothing for the NuGet engines.
libtorch_here() {
  [ "$engine" = system ] || return 0
  local file
  for file in "${LIBTORCH:-/usr}"/lib/libtorch_cpu.so /usr/lib/*-linux-gnu/libtorch_cpu.so; do
    if [ -e "$file" ]; then
      stat -Lc '%n, %s bytes, %Y' "$file"
      return
    fi
    # A LIBTORCH that holds none is refused before the build.
    [ -z "${LIBTORCH:-}" ] || { printf 'none in %s\n' "$LIBTORCH"; return; }
  done
}

# build PROJECT STAMP FOLDER…: in Release, when one of the folders holds something newer than the last successful build, or libtorch is another.
build() {
  local project=$1 stamp=$root/artifacts/$engine/$2.stamp libtorch
  libtorch=$(libtorch_here)
  shift 2
  local sources=("$root"/Directory.* "$root/global.json" "$root/.editorconfig" "${@/#/$root/}")
  # What was deleted by hand is built again, too.
  local program=$root/artifacts/$engine/bin/Experiments.Cli/release
  up_to_date() { [ -e "$program/Experiments.Cli.dll" ] && { [ "$engine" != system ] || [ -e "$program/libtorch_shim.so" ]; } &&
    [ -e "$stamp" ] && [ "$(<"$stamp")" = "$libtorch" ] && [ -z "$(find "${sources[@]}" -newer "$stamp" -print -quit)" ]; }
  up_to_date && return
  need_libtorch
  libtorch=$(libtorch_here)
  mkdir -p "$root/artifacts/$engine"
  if [ -e "$stamp" ] && [ "$(<"$stamp")" != "$libtorch" ]; then rm -f "$root/artifacts/$engine/native/settings.txt"; fi
  # One build at a time: jobs of a cluster may start together on one checkout.
  exec 9>"$root/artifacts/$engine/build.lock"
  if command -v flock >/dev/null; then flock 9; fi
  if ! up_to_date; then
    say "Building with the engine '$engine' …"
    local started log=$root/artifacts/$engine/build.log
    started=$(mktemp "$root/artifacts/$engine/started.XXXXXX")
    if ! "$dotnet" build "$root/$project" -c Release -p:TorchEngine="$engine" -p:UseSharedCompilation=false -v quiet >"$log" 2>&1 </dev/null 9>&-; then
      rm -f "$started"
      if grep -qE "NU110[123].*TorchSharp" "$log"; then
        lacks "The engine '$engine' can't be had: the NuGet sources here do not carry TorchSharp 0.107.0 with it. TORCH_ENGINE=system uses this machine's own libtorch."
      fi
      say "The build failed:"
      grep -E 'error' "$log" | sort -u | head -n 20 >&2 || tail -n 20 "$log" >&2
      exit 1
    fi
    # The stamp bears the time at which the build began: what was saved during it is built next time.
    printf '%s\n' "$libtorch" >"$stamp.new"
    touch -r "$started" "$stamp.new"
    mv "$stamp.new" "$stamp"
    rm -f "$started"
  fi
  exec 9>&-
}
