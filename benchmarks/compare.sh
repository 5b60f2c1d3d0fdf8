#!/usr/bin/env bash
# Times this program and PyTorch in turns on this machine, over the same libtorch where they can share one.
#
#   benchmarks/compare.sh [--device cpu|cuda] [--rows mlp,nine] [--rounds N] [--optimizers sgd,adamw] [--precision float32,tf32,bfloat16]
#   benchmarks/compare.sh --rows none --study [--seeds N] [--stack N|auto]
#   benchmarks/compare.sh --profile [--rows mlp,nine]
#
# PYTHON names a Python with PyTorch; python3 unless set. --help explains the rest.
set -euo pipefail
root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
python=${PYTHON:-python3}
case " $* " in *' --help '* | *' -h '*) exec "$python" "$root/benchmarks/compare.py" "$@" ;; esac

torch=$("$python" -c 'import os, torch; print(os.path.dirname(torch.__file__))' 2>/dev/null) || {
  echo "error: $python has no PyTorch; install it (on Debian: apt install python3-torch) or set PYTHON to a Python that has it" >&2
  exit 3
}
if [ -z "${EXPERIMENTS_TORCH:-}${LIBTORCH:-}" ]; then
  export EXPERIMENTS_TORCH=libtorch
  # Debian's PyTorch uses the system's libtorch, which the program finds without LIBTORCH; other builds bring one of their own.
  case $(readlink -f "$torch/lib/libtorch_cpu.so") in "$(readlink -f "$torch")"/*) export LIBTORCH=$torch ;; esac
fi
# Sets up and builds, so that no round pays for it.
"$root/run.sh" list loss >/dev/null
exec "$python" "$root/benchmarks/compare.py" "$@"
