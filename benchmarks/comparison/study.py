"""The study row: compares the whole sweep command with a PyTorch process that makes the same trainings one after another."""
import json
import math
import os
import statistics
import sys
import tempfile

from . import pictures, theirs
from .ours import PROGRAM, ROOT, read_runs
from .process import measure
from .table import print_table

FIRST_COMPARISON = os.path.join(ROOT, "experiments", "first-comparison")

# The base config of the study on a GPU, for which digits are too small.
PICTURES = {
    "name": "pictures", "device": "cuda", "data": {"kind": "fashion_mnist", "batch_size": 128},
    "model": {"kind": "mlp", "hidden": [256, 128]}, "init": {"bias": {"scheme": "zeros"}},
    "optimizer": {"kind": "sgd", "lr": 0.05, "momentum": 0.9}, "training": {"epochs": 2},
}


def write_sweep(folder, seeds, device):
    """Writes first-comparison with a number of seeds, on a GPU with another base; returns the path of the sweep file."""
    with open(os.path.join(FIRST_COMPARISON, "sweep.json")) as file:
        sweep = json.load(file)
    sweep.pop("$schema")
    sweep["axes"][-1] = {"seeds": seeds}
    sweep["base"] = os.path.join(FIRST_COMPARISON, "base.json")
    if device == "cuda":
        sweep["base"] = os.path.join(folder, "base.json")
        with open(sweep["base"], "w") as file:
            json.dump(PICTURES, file)
    path = os.path.join(folder, "sweep.json")
    with open(path, "w") as file:
        json.dump(sweep, file)
    return path


def sweep(seeds, device, data_folder, options):
    """Runs the whole command, including the report; returns its measurements and its cells in the order and form of study_pytorch."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_sweep(folder, seeds, device)
        took = measure([PROGRAM, "sweep", path, "--quiet", "--output", os.path.join(folder, "sweeps"), *options], device,
                       **({"EXPERIMENTS_DATA": data_folder} if device == "cuda" else {}))
        return took, [cell(run) for run in read_runs(folder)]


def cell(run):
    final, rows = run["summary"]["final"]["test"], run["metrics"]
    return {"policy": run["config"]["init"]["weight"]["scheme"], "seed": run["summary"]["seed"], "updates": run["summary"]["steps"],
            "evaluations": sum(row["split"] in ("validation", "test") for row in rows), "loss": final["loss"],
            "accuracy": final["accuracy"]}


def check_same(own, others):
    """Ends the comparison if the two sides made different trainings; returns the number of cells with the same result."""
    def key(found):
        return found["policy"], found["seed"]

    own, others = ({key(found): found for found in cells} for cells in (own, others))
    if own.keys() != others.keys():
        sys.exit(f"The two sides trained different cells: {sorted(own.keys() ^ others.keys())}")
    for name in own:
        for what in ("updates", "evaluations"):
            if own[name][what] != others[name][what]:
                sys.exit(f"Cell {name}: {own[name][what]} {what} here, {others[name][what]} in PyTorch.")
    return sum(own[name]["accuracy"] == others[name]["accuracy"] and math.isclose(own[name]["loss"], others[name]["loss"], rel_tol=1e-6)
               for name in own)


def bars(seeds, device):
    """Largest acceptable shares of PyTorch's time for 40 and 400 cells, without and with stacking."""
    if device == "cuda":
        return None, None
    return {10: (0.85, 0.75), 100: (None, 0.5)}.get(seeds, (None, None))


def run(seeds, device, stack, rounds, misses):
    cells = 4 * seeds
    separate, stacked = bars(seeds, device)
    ways = {"one after another" if device == "cuda" else "sweep": (["--workers", "1"] if device == "cuda" else [], separate)}
    if device == "cuda":
        ways["packed"] = (["--workers-per-gpu", "auto"], None)
    if stack:
        ways["stacked"] = (["--stack", stack], stacked)
    name = "pictures" if device == "cuda" else "first-comparison"
    with tempfile.TemporaryDirectory() as data_folder:
        if device == "cuda":
            pictures.write_idx(data_folder, 60_000, 10_000)
        variant = theirs.fastest_variant("mlp" if device == "cuda" else "nine", "sgd", "float32", device)
        took, same = {way: [] for way in [*ways, "PyTorch"]}, {}
        for number in range(rounds):
            print(f"study of {cells} cells, round {number + 1} of {rounds}", file=sys.stderr)
            other = theirs.start("study_pytorch", name, str(seeds), device, variant, data_folder, device=device)
            took["PyTorch"].append(other)
            for way, (options, _) in ways.items():
                own, found = sweep(seeds, device, data_folder, options)
                took[way].append(own)
                same[way] = check_same(found, json.loads(other.output))
    middle = {way: statistics.median(one.seconds for one in took[way]) for way in took}
    first = next(iter(ways))
    rows = []
    for way in took:
        bar = ways[way][1] if way in ways else None
        row = [way, f"{middle[way]:.1f}", misses.at_most(middle[way] / middle["PyTorch"], bar, f"{name}, {cells} cells, {way}"),
               f"{middle[way] / cells * 1e3:,.0f}", f"{statistics.median(one.cpu_seconds for one in took[way]):.1f}",
               f"{statistics.median(one.peak_mib for one in took[way]):,.0f}", f"{same[way]} of {cells}" if way in same else ""]
        if device == "cuda":
            least = {"packed": 4, "stacked": 15}.get(way)
            row.append("" if way == first else misses.at_least(middle[first] / middle[way], least, f"{name}, {way}, times faster", "{:.1f}"))
        rows.append(row)
    header = ["whole command", "s", "/ PyTorch", "ms per cell", "processor s", "MiB, largest process", "same result as PyTorch"]
    print_table(f"{name}, {cells} cells; PyTorch: one process, one cell after another, optimiser loop '{variant}'. Medians of {rounds}.",
                header + (["times faster"] if device == "cuda" else []), rows)
