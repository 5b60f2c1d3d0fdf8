#!/usr/bin/env bash
# Compares this program with PyTorch on this machine, with the same libtorch if they can share one.
#
#   benchmarks/compare.sh [--device cpu|cuda] [--rows mlp,nine] [--rounds N] [--optimizers sgd,adamw] [--precision float32,tf32,bfloat16]
#   benchmarks/compare.sh --rows none --study [--seeds N] [--stack N|auto]
#   benchmarks/compare.sh --profile [--rows mlp,nine]
#
# PYTHON is a Python with PyTorch, by default python3. --help explains the options.
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
  # Debian's PyTorch uses the system's libtorch, which the program finds without LIBTORCH. Other builds contain their own libtorch.
  case $(readlink -f "$torch/lib/libtorch_cpu.so") in "$(readlink -f "$torch")"/*) export LIBTORCH=$torch ;; esac
fi
# Sets up and builds first, so that no round includes this time.
"$root/run.sh" list loss >/dev/null
exec "$python" "$root/benchmarks/compare.py" "$@"
