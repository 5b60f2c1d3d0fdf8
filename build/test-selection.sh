# Sourced by test.sh: defines the tests of each selection, and the pieces that run in parallel.
# shellcheck shell=bash disable=SC2034

# Namespaces and classes whose tests compute with no tensor: with a second native library they would show nothing new. A name selects every test that begins with it. Fast tests that are not listed run in
# every selection.
without_torch=(
  Experiments.Tests.Comparison.ComparerTests
  Experiments.Tests.Options.BindingTests
  Experiments.Tests.Experiment.ConfigSchemaTests
  Experiments.Tests.Options.Expressions.
  Experiments.Tests.Experiment.LayersTests
  Experiments.Tests.Experiment.MutationTests
  Experiments.Tests.Experiment.OptionConformanceTests
  Experiments.Tests.Experiment.ReferenceTests
  Experiments.Tests.Data.DataPageTests
  Experiments.Tests.Data.Download.
  Experiments.Tests.Data.Tables.CsvFileTests
  Experiments.Tests.Figures.
  Experiments.Tests.Reports.
  Experiments.Tests.Statistics.
  Experiments.Tests.Sweeps.Slurm.
  Experiments.Tests.Sweeps.SweepReaderTests
  Experiments.Tests.Sweeps.SweepSchemaTests
  Experiments.Tests.Signal.Predict.ActivationMomentsTests
  Experiments.Tests.Signal.Predict.MeanFieldTests
  Experiments.Tests.Signal.Predict.OrthogonalLawTests
  Experiments.Cli.Tests.CommandLineTests
  Experiments.Cli.Tests.Completion.
  Experiments.Cli.Tests.Documentation.TranslationTests
  Experiments.Cli.Tests.LinesTests
  Experiments.Cli.Tests.ReportTests
  Experiments.Cli.Tests.RunTextTests
  Experiments.Cli.Tests.SweepTallyTests
  Experiments.Page.Tests.
  LibTorchSharp.Tests.
)

# Pieces of the large projects, slowest first. The last piece contains all tests that no other piece names, so no test is forgotten.
pieces=(
  Experiments.Tests:Experiments.Tests.Signal.Predict.:Experiments.Tests.Experiment.:Experiments.Tests.Options.:Experiments.Tests.Training.:Experiments.Tests.Probe.:Experiments.Tests.Statistics.
  Experiments.Cli.Tests:Experiments.Cli.Tests.LocalLauncher:Experiments.Cli.Tests.SlurmLauncher:Experiments.Cli.Tests.SweepTests:Experiments.Cli.Tests.RunTests
)

# all_of OPERATOR NAME…: a filter that selects (~) or excludes (!~) every test with one of the names.
all_of() {
  local operator=$1 joint='|' filter='' name
  [ "$operator" = '~' ] || joint='&'
  shift
  for name in "$@"; do filter+=${filter:+$joint}FullyQualifiedName$operator$name; done
  printf '(%s)' "$filter"
}

# filter_of SELECTION: empty for all tests.
filter_of() {
  case $1 in
    whole) ;;
    torch) all_of '!~' "${without_torch[@]}" ;;
    quick) printf '(Category!=Slow)' ;;
    *) return 1 ;;
  esac
}

# pieces_of PROJECT…: one line per piece, with its name, its project and its filter (empty for the whole project).
pieces_of() {
  local project piece names number rest
  for project in "$@"; do
    number=0 rest=()
    for piece in "${pieces[@]}"; do
      IFS=: read -ra names <<<"$piece"
      [ "${names[0]}" = "$project" ] || continue
      number=$((number + 1))
      rest+=("${names[@]:1}")
      printf '%s %s %s\n' "$project-$number" "$project" "$(all_of '~' "${names[@]:1}")"
    done
    if [ "$number" -gt 0 ]; then printf '%s %s %s\n' "$project-$((number + 1))" "$project" "$(all_of '!~' "${rest[@]}")"
    else printf '%s %s\n' "$project" "$project"
    fi
  done
}
