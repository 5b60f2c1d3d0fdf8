#!/usr/bin/env bash
# Sets the program up where that is needed, and hands over to it:  ./run.sh run configs/digits-mlp.json
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/build/torch.sh"

# A job may be started without standard streams; a file of the run must not get one of their numbers.
{ : <&0; } 2>/dev/null || exec </dev/null
{ : >&1; } 2>/dev/null || exec >/dev/null
{ : >&2; } 2>/dev/null || exec 2>/dev/null

# The program's advice names commands as they can be typed here.
case $0 in */*) typed=$0 ;; *) typed=./$0 ;; esac
printf -v EXPERIMENTS_COMMAND %q "$typed"
export EXPERIMENTS_COMMAND

find_dotnet
choose_torch "$@"
set_up_torch
build src/Experiments.Cli program src
# The tensors are libtorch's; the garbage collector only has their handles, and with a nursery of 4 MB, where it would take
# tens, resident memory is flat from the first steps on.
export DOTNET_GCgen0size=${DOTNET_GCgen0size:-0x400000}
# .NET maps the memory of each method that it compiles twice (W^X), which takes a sixth of a short sweep's time. Set 1 to have it.
export DOTNET_EnableWriteXorExecute=${DOTNET_EnableWriteXorExecute:-0}
preload=$(preload_for "$torch")
program=$artifacts/bin/Experiments.Cli/release/Experiments.Cli.dll
if [ -n "$preload" ]; then exec env LD_PRELOAD="$preload" "$dotnet" "$program" "$@"; fi
exec "$dotnet" "$program" "$@"
