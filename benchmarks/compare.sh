#!/usr/bin/env bash
# Times this program and PyTorch in turns on this machine:  benchmarks/compare.sh [--rows mlp,nine] [--rounds 5] [--optimizers sgd,adamw] [--study]
set -euo pipefail
root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
# Sets up and builds, so that no round pays for it.
"$root/run.sh" list loss >/dev/null
exec "${PYTHON:-python3}" "$root/benchmarks/compare.py" "$@"
