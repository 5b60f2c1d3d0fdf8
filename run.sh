#!/usr/bin/env bash
# Sets the program up where that is needed, and hands over to it:  ./run.sh run configs/digits-mlp.json
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/build/engine.sh"

find_dotnet
choose_engine
build src/Experiments.Cli program src
exec "$dotnet" "$root/artifacts/$engine/bin/Experiments.Cli/release/Experiments.Cli.dll" "$@"
