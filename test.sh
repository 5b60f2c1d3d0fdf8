#!/usr/bin/env bash
# Sets up, builds everything and runs all tests; arguments go to 'dotnet test' (--filter Category!=Slow).
# The last line adds up over all test projects: N passed, N failed, N skipped.
set -euo pipefail

# A script that starts this in its background (nohup, some build servers) has it ignore SIGINT and SIGHUP, and so would every run that a test interrupts.
if [ -z "${EXPERIMENTS_SIGNALS:-}" ] && env --default-signal=INT,HUP,QUIT true 2>/dev/null; then
  EXPERIMENTS_SIGNALS=default exec env --default-signal=INT,HUP,QUIT bash "${BASH_SOURCE[0]}" "$@"
fi

source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/build/engine.sh"

find_dotnet
choose_engine

# The tests compare with PyTorch over the same libtorch, check statistics with SciPy and the JSON Schema with another implementation, open reports in a real Chromium, and train on real Fashion-MNIST: where these can't be had, those tests are skipped and say so.
wanted=()
"${EXPERIMENTS_PYTHON:-/usr/bin/python3}" -c 'import torch' 2>/dev/null || wanted+=(python3-torch)
"${EXPERIMENTS_PYTHON:-/usr/bin/python3}" -c 'import jsonschema' 2>/dev/null || wanted+=(python3-jsonschema)
"${EXPERIMENTS_PYTHON:-/usr/bin/python3}" -c 'import scipy.stats' 2>/dev/null || wanted+=(python3-scipy)
[ -n "${EXPERIMENTS_CHROMIUM:-}" ] || [ -e /usr/bin/chromium ] || [ -e /usr/bin/chromium-browser ] || [ -e /usr/bin/google-chrome ] || wanted+=(chromium)
[ -e /usr/share/datasets/fashion-mnist ] || wanted+=(dataset-fashion-mnist)
PATH=$PATH:/usr/sbin:/sbin command -v slurmctld >/dev/null || wanted+=(slurm-wlm)
PATH=$PATH:/usr/sbin:/sbin command -v munged >/dev/null || wanted+=(munge)
[ ${#wanted[@]} -eq 0 ] || install "${wanted[@]}" || say "Without ${wanted[*]} some tests are skipped."

build Experiments.sln tests src tests configs docs README.md

results=$root/artifacts/$engine/test-results
rm -rf "$results"
mkdir -p "$results"
status=0
for project in "$root"/tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  say "Testing $name …"
  "$dotnet" test "$project" -c Release --no-build -p:TorchEngine="$engine" --nologo -v quiet \
    --logger "trx;LogFileName=$name.trx" --results-directory "$results" "$@" </dev/null || status=1
done

# The counts come from the result files, so that a test host that died, and left none, can't look green.
passed=0 failed=0 skipped=0
for project in "$root"/tests/*/*.csproj; do
  file=$results/$(basename "$project" .csproj).trx
  if [ ! -s "$file" ]; then
    say "$(basename "$project" .csproj) left no results: its test host ended early."
    failed=$((failed + 1))
    continue
  fi
  count() { { grep -o "<UnitTestResult [^>]*outcome=\"$1\"" "$file" || true; } | wc -l; }
  passed=$((passed + $(count Passed)))
  failed=$((failed + $(count Failed)))
  skipped=$((skipped + $(count NotExecuted)))
done
[ "$failed" -eq 0 ] || status=1
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
if [ "$passed" -eq 0 ]; then status=1; fi

grep -hoE '[0-9,]+ comparisons with PyTorch[^<]*' "$results"/*.trx | sort -u || true
if [ "$skipped" -gt 0 ]; then printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
else printf '%s passed, %s failed\n' "$passed" "$failed"; fi
exit "$status"
