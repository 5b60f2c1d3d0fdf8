"""PyTorch's side: trains the network of a row in this process.

    python3 -m comparison.loops tune ROW OPTIMIZER PRECISION DEVICE
    python3 -m comparison.loops time ROW OPTIMIZER PRECISION DEVICE WAY [VARIANT]
    python3 -m comparison.loops profile ROW OPTIMIZER PRECISION DEVICE WAY [VARIANT]

tune prints the fastest variant: an optimiser loop of PyTorch (single, foreach, fused), for convolutions with or without channels_last.
time prints the time of an update and profile its operator calls, as JSON. WAY is one of
    written   the usual code: DataLoader (on CUDA with four workers and pinned memory), item() at every step
    tuned     data on the device, no item(), the given variant
    compiled  tuned, with the network compiled by torch.compile
"""
import contextlib
import json
import os
import sys
import time

import torch
from torch.nn.functional import cross_entropy
from torch.utils.data import DataLoader, TensorDataset

from .networks import build
from .rows import EXAMPLES, OPTIMIZERS, ROWS

LOOPS = {"single": {"foreach": False}, "foreach": {"foreach": True}, "fused": {"fused": True}}
CHANNELS_LAST = "+channels_last"


class Training:
    """Trains the network of a row, with its data and its optimiser."""

    def __init__(self, name, optimizer, precision, device, way, variant=""):
        self.row, self.way, self.device = ROWS[name], way, device
        if device == "cuda":
            torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = precision == "tf32"
            torch.backends.cudnn.benchmark = way != "written"
        self.autocast = torch.autocast(device, torch.bfloat16) if precision == "bfloat16" else contextlib.nullcontext()
        self.inputs, self.targets = torch.randn(EXAMPLES, *self.row.input_shape()), torch.randint(10, (EXAMPLES,))
        self.model = build(self.row).to(device).train()
        if way != "written":
            self.inputs, self.targets = self.inputs.to(device), self.targets.to(device)
        if variant.endswith(CHANNELS_LAST):
            self.model = self.model.to(memory_format=torch.channels_last)
            self.inputs = self.inputs.to(memory_format=torch.channels_last)
        options = dict(OPTIMIZERS[optimizer])
        make = {"sgd": torch.optim.SGD, "adamw": torch.optim.AdamW}[options.pop("kind")]
        self.optimizer = make(self.model.parameters(), **options, **LOOPS.get(variant.removesuffix(CHANNELS_LAST), {}))
        self.forward = torch.compile(self.model) if way == "compiled" else self.model
        self.batches = self.from_loader() if way == "written" else self.from_memory()

    def from_loader(self):
        on_cuda = self.device == "cuda"
        loader = DataLoader(TensorDataset(self.inputs, self.targets), self.row.batch_on(self.device), shuffle=True,
                            num_workers=4 if on_cuda else 0, pin_memory=on_cuda, persistent_workers=on_cuda)
        while True:
            for x, y in loader:
                yield x.to(self.device, non_blocking=True), y.to(self.device, non_blocking=True)

    def from_memory(self):
        while True:
            for rows in torch.randperm(EXAMPLES, device=self.device).split(self.row.batch_on(self.device)):
                yield self.inputs.index_select(0, rows), self.targets.index_select(0, rows)

    def run(self, steps):
        """Makes updates and waits for the device."""
        for _ in range(steps):
            x, y = next(self.batches)
            self.optimizer.zero_grad(set_to_none=True)
            with self.autocast:
                loss = cross_entropy(self.forward(x), y)
            loss.backward()
            self.optimizer.step()
            if self.way == "written":
                loss.item()
        if self.device == "cuda":
            torch.cuda.synchronize()


def tune(name, optimizer, precision, device):
    steps = max(1, ROWS[name].steps_on(device) // 40)
    best = None
    for suffix in ["", CHANNELS_LAST] if ROWS[name].is_convolutional else [""]:
        for loop in LOOPS:
            try:
                training = Training(name, optimizer, precision, device, "tuned", loop + suffix)
                training.run(steps)
            except (TypeError, RuntimeError, ValueError):
                continue  # this version of PyTorch lacks the loop on this device
            times = []
            for _ in range(5):
                began = time.perf_counter()
                training.run(steps)
                times.append(time.perf_counter() - began)
            # The smallest time, because other processes can only add time.
            if best is None or min(times) < best[0]:
                best = min(times), loop + suffix
    print(best[1])


def time_updates(name, *how):
    training = Training(name, *how)
    steps = training.row.steps_on(training.device)
    training.run(steps)
    began, cpu_began = time.perf_counter(), time.process_time()
    training.run(steps)
    seconds, cpu_seconds = time.perf_counter() - began, time.process_time() - cpu_began
    print(json.dumps({"us": seconds / steps * 1e6, "cpu_us": cpu_seconds / steps * 1e6, "torch": torch.__version__,
                      "parameters": sum(parameter.numel() for parameter in training.model.parameters())}))


def profile(name, *how):
    """Counts, as this program's profile does, ATen operators, those that compute, and reads of a number by the host."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "operators_without_kernel.txt")) as file:
        without_kernel = set(file.read().split())
    training = Training(name, *how)
    updates = min(training.row.steps_on(training.device), 100)
    training.run(updates)
    activities = [torch.profiler.ProfilerActivity.CPU]
    if training.device == "cuda":
        activities.append(torch.profiler.ProfilerActivity.CUDA)
    with torch.profiler.profile(activities=activities) as recorded:
        training.run(updates)
    on_host = [event for event in recorded.events() if event.device_type == torch.autograd.DeviceType.CPU]
    operators = [event for event in on_host if event.name.startswith("aten::")]
    parents = {id(event.cpu_parent) for event in on_host if event.cpu_parent is not None}
    counts = {
        "calls": len(operators),
        "computing": sum(id(event) not in parents and event.name not in without_kernel for event in operators),
        "reads": sum(event.name == "aten::_local_scalar_dense" for event in operators),
    }
    if training.device == "cuda":
        # Calls of the CUDA runtime are among the host's events.
        counts["kernels"] = sum(event.name in ("cudaLaunchKernel", "cudaLaunchKernelExC", "cuLaunchKernel") for event in on_host)
    print(json.dumps({what: count / updates for what, count in counts.items()}))


if __name__ == "__main__":
    torch.set_num_threads(1)
    {"tune": tune, "time": time_updates, "profile": profile}[sys.argv[1]](*sys.argv[2:])
