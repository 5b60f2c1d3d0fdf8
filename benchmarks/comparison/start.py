"""Rows about whole processes: time from start to first update, and memory with a full-size data set."""
import json
import os
import statistics
import sys
import tempfile

from . import pictures, theirs
from .ours import PROGRAM, ROOT
from .process import measure
from .table import print_table

ROWS = ("start", "memory")

START_BAR = 1.2  # seconds

# The training of fashion-mlp with another learning rate and number of epochs.
MEMORY = {
    "name": "memory", "device": "cpu", "data": {"kind": "fashion_mnist", "batch_size": 128}, "model": {"kind": "mlp", "hidden": [256, 128]},
    "init": {"weight": {"scheme": "kaiming_normal", "nonlinearity": "relu"}}, "diagnostics": {"every_steps": 0},
    "optimizer": {"kind": "sgd", "lr": 0.05, "momentum": 0.9}, "training": {"epochs": 2},
}


def run(names, rounds, misses):
    rows = []
    if "start" in names:
        rows.append(start(rounds, misses))
    if "memory" in names:
        rows.append(memory(rounds, misses))
    print_table(f"Whole processes on a CPU, medians of {rounds}.", ["", "ours", "PyTorch", "PyTorch / ours"], rows)


def start(rounds, misses):
    """Compares a run of digits-mlp that ends after its first update with 'import torch'."""
    own, other = [], []
    with tempfile.TemporaryDirectory() as folder:
        command = [PROGRAM, "run", os.path.join(ROOT, "configs", "digits-mlp.json"), "--quiet", "--output", folder]
        for key, value in (("device", '"cpu"'), ("training", '{"epochs":null,"steps":1}'), ("schedule", '{"kind":"constant"}')):
            command += ["--set", f"{key}={value}"]
        for number in range(rounds):
            print(f"start: round {number + 1} of {rounds}", file=sys.stderr)
            own.append(measure(command).seconds)
            other.append(measure([sys.executable, "-c", "import torch"]).seconds)
    mine, theirs_ = statistics.median(own), statistics.median(other)
    ratio = misses.at_least(theirs_ / mine, 1, "start to the end of one update, import torch / ours")
    return ["run of one update of digits-mlp, s; 'import torch'", misses.at_most(mine, START_BAR, "start, seconds"), f"{theirs_:.2f}", ratio]


def memory(rounds, misses):
    """Compares the peak memory of a training on 60,000 images with a PyTorch process that makes the same training."""
    own, other = [], []
    with tempfile.TemporaryDirectory() as folder:
        pictures.write_idx(folder, 60_000, 10_000)
        path = os.path.join(folder, "config.json")
        with open(path, "w") as file:
            json.dump(MEMORY, file)
        for number in range(rounds):
            print(f"memory: round {number + 1} of {rounds}", file=sys.stderr)
            own.append(measure([PROGRAM, "run", path, "--quiet", "--output", folder], EXPERIMENTS_DATA=folder).peak_mib)
            other.append(theirs.start("study_pytorch", "pictures", "1", "cpu", "foreach", folder, "kaiming_normal").peak_mib)
    mine, theirs_ = statistics.median(own), statistics.median(other)
    ratio = misses.at_least(theirs_ / mine, 1, "peak memory, PyTorch / ours")
    return ["MLP 784-256-128-10 on 60,000 pictures, peak MiB", f"{mine:,.0f}", f"{theirs_:,.0f}", ratio]
