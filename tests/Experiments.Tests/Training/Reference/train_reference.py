"""Runs a plain PyTorch training loop for every case of a JSON file, the script's argument.

The script shares with the product only a run's initial weights and training split, as safetensors files, and the documented seeds of
data order and dropout. For every case it prints the loss of every update in hexadecimal.
"""
import hashlib
import json
import math
import struct
import sys

import torch
from torch import nn

MASK = 2**64 - 1
TYPES = {"F32": torch.float32, "F64": torch.float64, "I64": torch.int64}


def read_safetensors(path):
    with open(path, "rb") as file:
        content = file.read()
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        if begin == end:
            tensors[name] = torch.empty(entry["shape"], dtype=TYPES[entry["dtype"]])
            continue
        tensors[name] = torch.frombuffer(bytearray(content[begin:end]), dtype=TYPES[entry["dtype"]]).reshape(entry["shape"])
    return tensors


def mix(x):
    x = (x + 0x9E3779B97F4A7C15) & MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK
    return x ^ (x >> 31)


def order(count, seed, epoch):
    generator = torch.Generator().manual_seed(mix((mix(seed ^ 0x646174616F726465) + epoch) & MASK) >> 1)
    return torch.randperm(count, generator=generator)


def dropout_seed(seed, step):
    digest = hashlib.sha256(f"dropout/{seed}/{step}".encode()).digest()
    return int.from_bytes(digest[:8], "big") & (2**63 - 1)


class Mlp(nn.Module):
    def __init__(self, inputs, hidden, outputs, normalization="none", dropout=0.0):
        super().__init__()
        layers = []
        for width in hidden:
            layers.append(nn.Linear(inputs, width))
            if normalization == "batch":
                layers.append(nn.BatchNorm1d(width))
            layers.append(nn.ReLU())
            if dropout > 0:
                layers.append(nn.Dropout(dropout))
            inputs = width
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Sequential(nn.Linear(inputs, outputs))

    def forward(self, x):
        return self.classifier(self.features(x.flatten(1)))


def groups(model, case):
    if case["decay"] == "all":
        return model.parameters()
    kernels = [p for p in model.parameters() if p.dim() >= 2]
    others = [p for p in model.parameters() if p.dim() < 2]
    return [{"params": kernels}, {"params": others, "weight_decay": 0.0}]


def rate(case, step, total):
    """Computes the learning rate of an update from the documented formulas."""
    schedule = case.get("schedule", {})
    warmup = schedule.get("warmup_steps", 0)
    base = case["optimizer"]["lr"]
    if step < warmup:
        return base * step / warmup
    if schedule.get("kind") == "cosine":
        return 0.5 * base * (1 + math.cos(math.pi * (step - warmup) / (total - warmup)))
    return base


def train(case):
    data = read_safetensors(case["data"])
    inputs, targets = data["inputs"], data["targets"]
    dtype = torch.float64 if case.get("precision") == "float64" else torch.float32
    model = Mlp(inputs[0].numel(), case["hidden"], 10, case.get("normalization", "none"), case.get("dropout", 0.0)).to(dtype)
    model.load_state_dict(read_safetensors(case["initial"]))
    model.train()
    options = dict(case["optimizer"])
    kind = options.pop("kind")
    optimizer = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam, "adamw": torch.optim.AdamW, "radam": torch.optim.RAdam}[kind](groups(model, case), **options)
    count, batch, losses = len(targets), case["batch_size"], []
    parts = case.get("accumulate", 1)
    per_epoch = ((count + batch - 1) // batch + parts - 1) // parts
    for step in range(case["steps"]):
        if step % per_epoch == 0:
            rows = order(count, case["seed"], step // per_epoch)
        chosen = rows[step % per_epoch * batch * parts :][: batch * parts]
        for group in optimizer.param_groups:
            group["lr"] = rate(case, step, case["steps"])
        torch.manual_seed(dropout_seed(case["seed"], step))
        optimizer.zero_grad()
        total = 0.0
        for part in chosen.split(batch):
            loss = nn.functional.cross_entropy(model(inputs[part].to(dtype)), targets[part], label_smoothing=case.get("label_smoothing", 0.0))
            if parts > 1:
                loss = loss * (len(part) / len(chosen))
            loss.backward()
            total += loss.item()
        if case.get("clip_value"):
            nn.utils.clip_grad_value_(model.parameters(), case["clip_value"])
        if case.get("clip_norm"):
            nn.utils.clip_grad_norm_(model.parameters(), case["clip_norm"])
        optimizer.step()
        losses.append(total.hex())
    return losses


torch.set_num_threads(1)
with open(sys.argv[1]) as file:
    print(json.dumps([train(case) for case in json.load(file)]))
