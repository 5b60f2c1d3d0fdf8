#!/usr/bin/env bash
# Sets the program up if needed, and starts it:  ./run.sh run configs/digits-mlp.json
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/build/torch.sh"

# A job may start without standard streams; then files of the run must not get the streams' numbers.
{ : <&0; } 2>/dev/null || exec </dev/null
{ : >&1; } 2>/dev/null || exec >/dev/null
{ : >&2; } 2>/dev/null || exec 2>/dev/null

# The program's hints name commands as the user can type them here.
case $0 in */*) typed=$0 ;; *) typed=./$0 ;; esac
printf -v EXPERIMENTS_COMMAND %q "$typed"
export EXPERIMENTS_COMMAND

find_dotnet
choose_torch "$@"
set_up_torch
build src/Experiments.Cli program src
# libtorch owns the tensors, and .NET's garbage collector manages only their handles. With a generation 0 of 4 MB instead of tens of MB,
# resident memory is flat from the first steps.
export DOTNET_GCgen0size=${DOTNET_GCgen0size:-0x400000}
# W^X: .NET maps the memory of each compiled method twice, which takes a sixth of a short sweep's time. Set 1 to enable it.
export DOTNET_EnableWriteXorExecute=${DOTNET_EnableWriteXorExecute:-0}
preload=$(preload_for "$torch")
program=$artifacts/bin/Experiments.Cli/release/Experiments.Cli.dll
if [ -n "$preload" ]; then exec env LD_PRELOAD="$preload" "$dotnet" "$program" "$@"; fi
exec "$dotnet" "$program" "$@"
