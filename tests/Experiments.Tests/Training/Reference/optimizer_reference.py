"""Trains two parameters with torch.optim and torch.optim.lr_scheduler for every case of a JSON file, the script's argument.

The script shares nothing with the product except the keys of a config. For every case it prints the learning rates of all updates and the
parameters after each marked update, as the bytes of the numbers in hexadecimal.
"""
import inspect
import json
import struct
import sys
import warnings

import torch
from torch import optim
from torch.optim import lr_scheduler

warnings.simplefilter("ignore")
KINDS = {"sgd": optim.SGD, "adam": optim.Adam, "adamw": optim.AdamW, "rmsprop": optim.RMSprop, "adagrad": optim.Adagrad, "nadam": optim.NAdam, "radam": optim.RAdam}


def make_optimizer(config, parameters):
    """Returns the optimiser, and the options for which this version of PyTorch has no argument."""
    options = dict(config)
    kind = KINDS[options.pop("kind")]
    groups = [{"params": parameters}]
    if options.pop("decay", "all") == "weights":
        groups = [{"params": [p for p in parameters if p.dim() >= 2]}, {"params": [p for p in parameters if p.dim() < 2], "weight_decay": 0.0}]
    if kind is optim.SGD:
        options.setdefault("lr", 0.001)
    lacking = {name: options.pop(name) for name in ("maximize", "decoupled_weight_decay") if name in options and name not in inspect.signature(kind).parameters}
    if lacking.get("decoupled_weight_decay"):
        lacking["shrink"] = [group.get("weight_decay", options.get("weight_decay", 0.0)) for group in groups]
        options["weight_decay"] = 0.0
        groups = [dict(group, weight_decay=0.0) for group in groups]
    return kind(groups, **options), lacking


def make_schedule(config, optimizer, total):
    """Returns the scheduler, and the number of updates per scheduler step."""
    options = dict(config)
    kind, every, warmup, start = options.pop("kind"), 1, options.pop("warmup_steps", 0), options.pop("warmup_start", 0)
    if options.pop("unit", "epochs") == "epochs" and kind in ("step", "multi_step", "exponential"):
        every = EPOCH
    if kind == "cosine_restarts" and config.get("unit") != "steps":
        options["t_0"] *= EPOCH
    rename = {"min_lr": "eta_min", "t_0": "T_0", "t_mult": "T_mult"}
    options = {rename.get(name, name): value for name, value in options.items()}
    left = total - warmup
    schedule = {
        "constant": lambda: lr_scheduler.ConstantLR(optimizer, factor=1),
        "step": lambda: lr_scheduler.StepLR(optimizer, **options),
        "multi_step": lambda: lr_scheduler.MultiStepLR(optimizer, **options),
        "exponential": lambda: lr_scheduler.ExponentialLR(optimizer, **options),
        "polynomial": lambda: lr_scheduler.PolynomialLR(optimizer, total_iters=left, **options),
        "cosine": lambda: lr_scheduler.CosineAnnealingLR(optimizer, T_max=left, **options),
        "cosine_restarts": lambda: lr_scheduler.CosineAnnealingWarmRestarts(optimizer, **options),
        "one_cycle": lambda: lr_scheduler.OneCycleLR(optimizer, [group["lr"] for group in optimizer.param_groups], total_steps=left, cycle_momentum=False, **options),
    }[kind]
    if warmup == 0:
        return schedule(), every
    rise = lr_scheduler.LinearLR(optimizer, start_factor=start, total_iters=warmup)
    return lr_scheduler.SequentialLR(optimizer, [rise, schedule()], milestones=[warmup]), every


def run(case):
    dtype = getattr(torch, case["precision"])
    parameters = [torch.tensor(start, dtype=torch.float32).to(dtype).requires_grad_() for start in case["start"]]
    optimizer, lacking = make_optimizer(case["optimizer"], parameters)
    schedule, every = make_schedule(case["schedule"], optimizer, case["steps"])
    rates, found = [], []
    for step in range(case["steps"]):
        rates.append(struct.pack("<d", optimizer.param_groups[0]["lr"]).hex())
        for parameter, noise in zip(parameters, case["noise"][step]):
            gradient = parameter.detach() * 0.5 + torch.tensor(noise, dtype=torch.float32).to(dtype)
            parameter.grad = -gradient if lacking.get("maximize") else gradient
        with torch.no_grad():
            for group, decay in zip(optimizer.param_groups, lacking.get("shrink", [])):
                for parameter in group["params"]:
                    parameter.mul_(1 - group["lr"] * decay)
        optimizer.step()
        if (step + 1) % every == 0:
            schedule.step()
        if step + 1 in case["marks"]:
            found.append([parameter.detach().contiguous().numpy().tobytes().hex() for parameter in parameters])
    return {"rates": rates, "parameters": found}


torch.set_num_threads(1)
with open(sys.argv[1]) as file:
    content = json.load(file)
EPOCH = content["steps_per_epoch"]
print(json.dumps([run(case) for case in content["cases"]]))
