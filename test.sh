#!/usr/bin/env bash
# Sets up, builds everything and runs the tests in two parallel test hosts.
#
#   ./test.sh                      all tests, with this machine's native library
#   ./test.sh --torch both         all tests with 'libtorch', then the tests that compute with tensors with 'packages'; --torch packages or libtorch runs only one
#   ./test.sh --quick              without slow tests, for daily work
#   ./test.sh --selection torch    only tests that compute with tensors
#   ./test.sh --gpu                no tests, but a check of this machine's CUDA device (tools/GpuCheck) with the other arguments
#
# Other arguments go to 'dotnet test': --filter Category!=Slow, --blame.
# The last line is the sum over all test projects: N passed, N failed, N skipped.
set -euo pipefail

# Started in the background (nohup, some build servers), this script ignores SIGINT and SIGHUP, and so would every run that a test interrupts.
signals=()
if env --default-signal=INT,HUP,QUIT true 2>/dev/null; then
  signals=(env --default-signal=INT,HUP,QUIT)
  [ -n "${EXPERIMENTS_SIGNALS:-}" ] || EXPERIMENTS_SIGNALS=default exec "${signals[@]}" bash "${BASH_SOURCE[0]}" "$@"
fi

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
source "$here/build/torch.sh"
source "$here/build/test-selection.sh"

selection=whole filter='' libraries='' gpu='' others=()
while [ $# -gt 0 ]; do
  case $1 in
    --quick) selection=quick ;;
    --gpu) gpu=yes; shift; others+=("$@"); break ;;
    --torch) libraries=${2:-}; shift ;;
    --torch=*) libraries=${1#--torch=} ;;
    --selection) selection=${2:-}; shift ;;
    --filter) filter=${2:-}; shift ;;
    --filter=*) filter=${1#--filter=} ;;
    --) others+=("$@"); break ;;
    *) others+=("$1") ;;
  esac
  [ $# -eq 0 ] || shift
done
filter_of "$selection" >/dev/null || { say "--selection is '$selection'; it can be whole, torch or quick."; exit 2; }

began=$SECONDS
find_dotnet
case $libraries in
  both) libraries='libtorch packages' ;;
  packages | libtorch) ;;
  '') choose_torch ${gpu:+${others[@]+"${others[@]}"}}; libraries=$torch ;;
  *) say "--torch is '$libraries'; it can be packages, libtorch or both."; exit 2 ;;
esac
for torch in $libraries; do set_up_torch; done

if [ -n "$gpu" ]; then
  case $libraries in *' '*) say "--gpu checks one library: --torch packages or libtorch."; exit 2 ;; esac
  build tools/GpuCheck gpu src tools
  preload=$(preload_for "$torch")
  exec env EXPERIMENTS_TORCH="$torch" ${preload:+LD_PRELOAD="$preload"} "$dotnet" "$artifacts/bin/GpuCheck/release/GpuCheck.dll" ${others[@]+"${others[@]}"}
fi

# The tests use PyTorch, SciPy, another implementation of JSON Schema, Chromium and Fashion-MNIST. If one can't be installed, its tests are skipped with a reason.
wanted=()
"${EXPERIMENTS_PYTHON:-/usr/bin/python3}" -c 'import torch' 2>/dev/null || wanted+=(python3-torch)
"${EXPERIMENTS_PYTHON:-/usr/bin/python3}" -c 'import jsonschema' 2>/dev/null || wanted+=(python3-jsonschema)
"${EXPERIMENTS_PYTHON:-/usr/bin/python3}" -c 'import scipy.stats' 2>/dev/null || wanted+=(python3-scipy)
[ -n "${EXPERIMENTS_CHROMIUM:-}" ] || [ -e /usr/bin/chromium ] || [ -e /usr/bin/chromium-browser ] || [ -e /usr/bin/google-chrome ] || wanted+=(chromium)
[ -e /usr/share/datasets/fashion-mnist ] || wanted+=(dataset-fashion-mnist)
PATH=$PATH:/usr/sbin:/sbin command -v slurmctld >/dev/null || wanted+=(slurm-wlm)
PATH=$PATH:/usr/sbin:/sbin command -v munged >/dev/null || wanted+=(munge)
[ ${#wanted[@]} -eq 0 ] || install "${wanted[@]}" || say "Without ${wanted[*]} some tests are skipped."

build Experiments.sln tests src tests tools benchmarks configs docs README.md
case " $libraries " in
  *' libtorch '*)
    # Two CUDA devices made of host memory, for the tests of the tensors' devices.
    host=$native/libtorch/$(libtorch_name)/host_cuda
    "$root/src/LibTorchSharp/build.sh" "$host" "$root/tests/Experiments.Placement.Tests/native" libhost_cuda.so >"$artifacts/host_cuda.log" 2>&1 ||
      say "The CUDA of host memory does not compile with this libtorch; its tests are skipped ($artifacts/host_cuda.log)."
    ;;
esac
set_up=$((SECONDS - began))

# One thread per test host, because two test hosts fill two cores, and waiting threads use processor time.
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1} OPENBLAS_NUM_THREADS=${OPENBLAS_NUM_THREADS:-1}
# Reduces the work of the just-in-time compiler, because the processes run only for seconds.
export DOTNET_TieredPGO=${DOTNET_TieredPGO:-0} DOTNET_EnableWriteXorExecute=${DOTNET_EnableWriteXorExecute:-0}

# Prints the attributes of one outcome in a folder's result files, one line per test.
outcomes() { { find "$1" -name '*.trx' -exec grep -ho '<UnitTestResult [^>]*>' {} + || true; } | { grep "outcome=\"$2\"" || true; }; }
count() { outcomes "$1" "$2" | wc -l; }

# run_piece LIBRARY RESULTS NAME PROJECT FILTER: one test host; leaves NAME/NAME.trx, NAME/output.txt and NAME/seconds.
run_piece() {
  local library=$1 folder=$2/$3 name=$3 project=$4 taken=$5 began=$SECONDS code=0 preload
  preload=$(preload_for "$library")
  say "Testing $name with $library …"
  "${signals[@]}" env EXPERIMENTS_TORCH="$library" ${preload:+LD_PRELOAD="$preload"} "$dotnet" test "$artifacts/bin/$project/release/$project.dll" --nologo -v quiet --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" \
    --results-directory "$folder" ${taken:+--filter "$taken"} ${others[@]+"${others[@]}"} </dev/null >"$folder/output.txt" 2>&1 || code=$?
  printf '%s\n' "$((SECONDS - began))" >"$folder/seconds"
  [ "$code" -eq 0 ] || touch "$folder/failed"
  grep -vE '^(Results File:|Test run for|A total of|Starting test execution|VSTest version|$)' "$folder/output.txt" >&2 || true
}

# run_suite LIBRARY SELECTION: runs all pieces with two workers that each take the next piece; writes only files under test-results/LIBRARY.
run_suite() {
  local library=$1 results=$artifacts/test-results/$1 chosen worker name project taken part
  chosen=$(filter_of "$2")
  rm -rf "$results"
  mkdir -p "$results"
  local projects=()
  # The largest first, so that both workers are busy to the end.
  while read -r project; do projects+=("$project"); done < <(for project in "$root"/tests/*.Tests; do
    printf '%s %s\n' "$(find "$project" -name '*.cs' -exec cat {} + | wc -c)" "$(basename "$project")"
  done | sort -rn | cut -d' ' -f2)
  pieces_of "${projects[@]}" >"$results/pieces"
  for worker in 1 2; do
    while read -r name project part; do
      mkdir "$results/$name" 2>/dev/null || continue
      taken=$part
      [ -z "$chosen" ] || taken=${taken:+$taken&}$chosen
      [ -z "$filter" ] || taken=${taken:+$taken&}"($filter)"
      run_piece "$library" "$results" "$name" "$project" "$taken"
    done <"$results/pieces" &
  done
  wait
}

# Adds a suite's outcomes to the sums. They come from the result files, so that a test host that died without results does not count as passed.
passed=0 failed=0 skipped=0 status=0
add_up() {
  local results=$artifacts/test-results/$1 name project part counts
  while read -r name project part; do
    counts=("$(count "$results/$name" Passed)" "$(count "$results/$name" Failed)" "$(count "$results/$name" NotExecuted)")
    printf '%-26s %4s s: %s passed, %s failed, %s skipped\n' "$name" "$(cat "$results/$name/seconds" 2>/dev/null || echo '?')" "${counts[@]}"
    # With a selection or a filter, a piece may have no tests.
    if grep -q '^No test matches' "$results/$name/output.txt"; then continue; fi
    if [ ! -s "$results/$name/$name.trx" ]; then
      say "$name left no results: its test host ended early."
      counts[1]=$((counts[1] + 1))
    elif [ -e "$results/$name/failed" ] && [ "${counts[1]}" -eq 0 ]; then
      say "$name reported a failure that is not in its results."
      counts[1]=1
    fi
    passed=$((passed + counts[0])) failed=$((failed + counts[1])) skipped=$((skipped + counts[2]))
  done <"$results/pieces"
}

# Prints the slowest tests with their seconds.
slowest() {
  say "The slowest tests:"
  { find "$artifacts/test-results" -name '*.trx' -exec grep -ho '<UnitTestResult [^>]*>' {} + || true; } |
    sed -nE 's/.* testName="([^"]*)".* duration="([0-9]+):([0-9]+):([0-9.]+)".*/\2 \3 \4 \1/p' |
    awk '{ seconds = 3600 * $1 + 60 * $2 + $3; $1 = $2 = $3 = ""; sub(/^ +/, ""); printf "%7.1f s  %s\n", seconds, substr($0, 1, 180) }' |
    sed -e 's/&quot;/"/g' -e 's/&gt;/>/g' -e 's/&lt;/</g' -e 's/&amp;/\&/g' | sort -rn | awk 'NR <= 20'
}

# Prints each failed test and the first line of its message next to the sums, because the test's own output is far above.
failures() {
  find "$artifacts/test-results" -name '*.trx' -exec cat {} + | tr -d '\r' |
    awk '
      /<UnitTestResult / { name = ""; if (/outcome="Failed"/) { name = $0; sub(/.* testName="/, "", name); sub(/" .*/, "", name) } }
      name != "" && /<Message>/ { line = $0; sub(/.*<Message>/, "", line); sub(/<\/Message>.*/, "", line); printf "  %s\n    %s\n", name, substr(line, 1, 300); name = "" }' |
    sed -e 's/&quot;/"/g' -e 's/&gt;/>/g' -e 's/&lt;/</g' -e "s/&#39;\|&apos;/'/g" -e 's/&#xA;.*//' -e 's/&amp;/\&/g'
}

# Background jobs of a script ignore Ctrl-C and would continue with the next piece.
trap 'trap - INT TERM; kill 0' INT TERM
rm -rf "$artifacts/test-results"
# Tests that compute nothing would show nothing new with the second library.
chosen=$selection
for library in $libraries; do
  suite_began=$SECONDS
  run_suite "$library" "$chosen"
  printf 'With %s, in %s s:\n' "$library" "$((SECONDS - suite_began))"
  add_up "$library"
  [ "$selection" != whole ] || chosen=torch
done
slowest
printf 'Set-up and build took %s s, everything %s s.\n' "$set_up" "$((SECONDS - began))"
find "$artifacts/test-results" -name '*.trx' -exec grep -hoE '[0-9,]+ comparisons with PyTorch[^<]*' {} + | sort -u || true

if [ "$failed" -gt 0 ]; then
  status=1
  printf 'Failed:\n'
  failures
fi
[ "$passed" -gt 0 ] || status=1
if [ "$skipped" -gt 0 ]; then printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
else printf '%s passed, %s failed\n' "$passed" "$failed"; fi
exit "$status"
