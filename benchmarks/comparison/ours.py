"""This program's side: writes the configs of the rows, runs them, and reads the run folders."""
import json
import os
import tempfile
from dataclasses import dataclass

from . import pictures
from .process import measure
from .rows import EXAMPLES, HELD_OUT, OPTIMIZERS

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.join(ROOT, "run.sh")


@dataclass(frozen=True)
class Update:
    """Times of an update in microseconds; peak memory of the whole process in MiB."""
    us: float
    cpu_us: float
    peak_mib: float
    gpu_mib: float | None
    parameters: int
    torch: str


MEMORY_FORMATS = ("contiguous", "channels_last")


def config(row, optimizer, precision, device, steps, evaluations, memory_format=MEMORY_FORMATS[0]):
    """Returns the config of a row, with a number of evaluations after the initial one."""
    if row.widths:
        data = {"kind": "synthetic", "features": row.widths[0], "classes": 10, "examples": EXAMPLES + HELD_OUT, "test": HELD_OUT}
        hidden = list(row.widths[1:-1])
        model = {"kind": "mlp", "hidden": hidden} if hidden else {"kind": "softmax_regression"}
    else:
        data = {"kind": "fashion_mnist" if row.shape[0] == 1 else "cifar10"}
        model = ({"kind": "vgg", "channels": row.channels, "batch_norm": True} if row.channels
                 else {"kind": "resnet", "depth": row.depth})
        model["memory_format"] = memory_format
    number = {"float32": {}, "tf32": {"tf32": True}, "bfloat16": {"precision": "bfloat16"}}[precision]
    return {
        "name": "compare", "device": device, "threads": 1, **number,
        "data": {**data, "validation": 0, "batch_size": row.batch_on(device)}, "model": model, "optimizer": OPTIMIZERS[optimizer],
        "diagnostics": {"every_steps": 0},
        "training": {"epochs": None, "steps": steps, "eval_every_steps": steps // evaluations},
    }


def write_data(folder):
    """Writes the data of the convolutional rows."""
    pictures.write_idx(folder, EXAMPLES, HELD_OUT)
    pictures.write_cifar(folder, EXAMPLES, HELD_OUT)


def fastest_format(row, optimizer, precision, device, data_folder):
    """Returns the memory format whose updates are faster; None if the row has no convolutions."""
    if not row.is_convolutional:
        return None
    return min(MEMORY_FORMATS, key=lambda name: update(row, optimizer, precision, device, data_folder, name).us)


def update(row, optimizer, precision, device, data_folder, memory_format=None):
    """Times an update: wall time between the last two evaluations of a run, processor time as the difference from a run of half the length.

    Both runs make the same number of evaluations and checkpoints, so the difference comes only from the updates.
    """
    def settings(steps):
        return config(row, optimizer, precision, device, steps, 2, memory_format or MEMORY_FORMATS[0])

    steps = row.steps_on(device)
    short, _ = run(settings(steps), device, data_folder)
    long, folder = run(settings(2 * steps), device, data_folder)
    rate = [line for line in folder["metrics"] if line["split"] == "train_running"][-1]["examples_per_second"]
    return Update(row.batch_on(device) / rate * 1e6, (long.cpu_seconds - short.cpu_seconds) / steps * 1e6, long.peak_mib, long.gpu_mib,
                  folder["summary"]["parameters"], folder["environment"]["engine"]["torch_version"])


def run(settings, device, data_folder):
    """Runs a config in a temporary folder; returns the process's measurements and the run folder's files."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "config.json")
        with open(path, "w") as file:
            json.dump(settings, file)
        took = measure([PROGRAM, "run", path, "--quiet", "--output", folder], device, EXPERIMENTS_DATA=data_folder)
        (files,) = read_runs(folder)
        return took, files


def read_runs(folder):
    """Reads metrics, summary, environment and config of every run folder inside a folder."""
    runs = []
    for where, _, names in sorted(os.walk(folder)):
        if "summary.json" in names and "metrics.jsonl" in names:
            with open(os.path.join(where, "metrics.jsonl")) as file:
                found = {"metrics": [json.loads(line) for line in file]}
            for name in ("summary", "environment", "config"):
                with open(os.path.join(where, f"{name}.json")) as file:
                    found[name] = json.load(file)
            runs.append(found)
    return runs
