"""Counts an update's operator calls, those that compute, and reads by the host, in this program and in PyTorch."""
import json
import os
import sys
import tempfile
from itertools import product

from . import ours, theirs
from .process import measure
from .rows import ROWS
from .table import print_table

PROJECT = os.path.join(ours.ROOT, "benchmarks", "Experiments.Benchmarks")


def run(names, optimizers, precisions, device):
    dotnet = os.environ.get("DOTNET", "dotnet")
    measure([dotnet, "build", PROJECT, "-c", "Release", "-v", "quiet", "-p:RunAnalyzers=false"])
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        if any(ROWS[name].is_convolutional for name in names):
            ours.write_data(folder)
        for name, optimizer, precision in product(names, optimizers, precisions):
            print(f"profile of {name}, {optimizer}, {precision}", file=sys.stderr)
            rows.append(row(dotnet, name, optimizer, precision, device, folder))
    header = ["an update"] + [f"{what}, {side}" for what in ("operator calls", "computing", "reads by the host") for side in
                              ("ours", "tuned", "written")]
    print_table("Operator calls of an update. Computing: calls without inner calls that neither make a view nor only allocate memory.",
                header + (["CUDA kernels, tuned"] if device == "cuda" else []), rows)


def row(dotnet, name, optimizer, precision, device, folder):
    path = os.path.join(folder, "profile.json")
    steps = min(ROWS[name].steps_on(device), 100)
    with open(path, "w") as file:
        json.dump(ours.config(ROWS[name], optimizer, precision, device, 2 * steps, 2), file)
    took = measure([dotnet, "run", "--no-build", "-c", "Release", "--project", PROJECT, "--", "profile", path, "--updates", str(steps), "--json"],
                   EXPERIMENTS_DATA=folder)
    sides = [json.loads(took.output)]
    variant = theirs.fastest_variant(name, optimizer, precision, device)
    for way in (["tuned", variant], ["written"]):
        sides.append(json.loads(theirs.start("loops", "profile", name, optimizer, precision, device, *way).output))
    cells = [f"{side[what]:,.1f}" for what in ("calls", "computing", "reads") for side in sides]
    if device == "cuda":
        cells.append(f"{sides[1]['kernels']:,.1f}")
    return [f"{ROWS[name].title}, {optimizer}" + (f", {precision}" if device == "cuda" else ""), *cells]
