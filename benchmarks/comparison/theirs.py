"""Starts PyTorch's side, each measurement in a new process; this process never imports torch and stays small."""
import json
import os
import sys

from .ours import ROOT, Update
from .process import measure


def start(module, *arguments, device="cpu"):
    command = [sys.executable, "-m", f"comparison.{module}", *arguments]
    # torch.set_num_threads does not limit the threads of OpenBLAS.
    return measure(command, device, PYTHONPATH=os.path.join(ROOT, "benchmarks"), OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1",
                   MKL_NUM_THREADS="1")


def fastest_variant(name, optimizer, precision, device):
    return start("loops", "tune", name, optimizer, precision, device).output.strip()


def update(name, optimizer, precision, device, way, variant):
    took = start("loops", "time", name, optimizer, precision, device, way, *([] if way == "written" else [variant]), device=device)
    found = json.loads(took.output)
    return Update(found["us"], found["cpu_us"], took.peak_mib, took.gpu_mib, found["parameters"], found["torch"])


def has_compile():
    """Whether this PyTorch has torch.compile (version 2.0 or later)."""
    return measure([sys.executable, "-c", "import torch; print(hasattr(torch, 'compile'))"]).output.strip() == "True"
