"""A whole study in PyTorch: trains and evaluates every cell (four initialisations times seeds) one after another in this process.

    python3 -m comparison.study_pytorch STUDY SEEDS DEVICE LOOP [DATA [POLICY]]

It makes the same trainings as this program's sweep: same split, weights, order of batches, updates and evaluations. LOOP is the
optimiser loop: single, foreach or fused. Data is on the device, and an update waits for nothing. Prints the results as JSON.
"""
import gzip
import json
import os
import sys
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn.functional import cross_entropy

from .loops import LOOPS
from .networks import mlp

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EVALUATION_BATCH = 1000

POLICIES = {
    "kaiming_normal": lambda weight: nn.init.kaiming_normal_(weight, nonlinearity="relu"),
    "xavier_normal": nn.init.xavier_normal_,
    "orthogonal": lambda weight: nn.init.orthogonal_(weight, 2 ** 0.5),
    "normal": lambda weight: nn.init.normal_(weight, std=0.01),
}


@dataclass(frozen=True)
class Study:
    data: str
    widths: tuple[int, ...]
    bias: bool
    batch: int
    lr: float
    epochs: int


STUDIES = {
    "first-comparison": Study("digits", (64,) * 11 + (10,), False, 64, 0.01, 10),
    "pictures": Study("idx", (784, 256, 128, 10), True, 128, 0.05, 2),
}


def permutation(n, seed):
    return torch.randperm(n, generator=torch.Generator().manual_seed(seed))


def order_seed(seed, epoch):
    """Returns the seed of an epoch's order: SplitMix64 of the cell's seed, then SplitMix64 of that plus the epoch."""
    mask = 2 ** 64 - 1

    def mix(x):
        x = (x + 0x9E3779B97F4A7C15) & mask
        x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & mask
        x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & mask
        return x ^ (x >> 31)

    return mix((mix(seed ^ 0x646174616F726465) + epoch) & mask) >> 1


def digits():
    """Reads the digits in the repository: 1,258 for training, 180 for validation, 359 for test."""
    with gzip.open(os.path.join(ROOT, "data", "digits", "digits.csv.gz"), "rt") as file:
        table = torch.tensor([[int(cell) for cell in line.split(",")] for line in file])
    pixels, labels = table[:, :64], table[:, 64]
    rows = permutation(len(table), 0)
    test, validation, train = rows[:359], rows[359:539], rows[539:]
    return normalise([(pixels[part], labels[part]) for part in (train, validation, test)], 16)


def idx(folder):
    """Reads images in MNIST's format: 5,000 of the training files for validation, the test files for test."""
    def read(name, offset):
        with gzip.open(os.path.join(folder, name)) as file:
            return torch.frombuffer(bytearray(file.read()[offset:]), dtype=torch.uint8)

    (images, labels), held_out = (
        (read(f"{name}-images-idx3-ubyte.gz", 16).view(-1, 784), read(f"{name}-labels-idx1-ubyte.gz", 8).long()) for name in ("train", "t10k"))
    rows = permutation(len(labels), 0)
    validation, train = rows[:5000], rows[5000:]
    return normalise([(images[train], labels[train]), (images[validation], labels[validation]), held_out], 255)


def normalise(parts, largest):
    """Subtracts the mean of the training pixels and divides by their standard deviation."""
    values = torch.arange(256, dtype=torch.float64) / largest
    counts = torch.bincount(parts[0][0].flatten(), minlength=256).double() / parts[0][0].numel()
    mean = (counts * values).sum()
    std = (counts * (values - mean) ** 2).sum().sqrt()
    table = ((values - mean) / std).float()
    return [(table[pixels.long()], labels) for pixels, labels in parts]


def evaluate(model, inputs, targets):
    model.eval()
    loss = correct = 0.0
    with torch.no_grad():
        for x, y in zip(inputs.split(EVALUATION_BATCH), targets.split(EVALUATION_BATCH)):
            output = model(x)
            loss += cross_entropy(output, y, reduction="sum").item()
            correct += (output.argmax(1) == y).sum().item()
    model.train()
    return loss / len(targets), correct / len(targets)


def cell(study, policy, seed, parts, device, loop):
    """Trains and evaluates one cell; returns its updates, its evaluations, and the last loss and accuracy on the test split."""
    (inputs, targets), validation, test = parts
    model = mlp(study.widths, study.bias)
    torch.manual_seed(seed)
    for layer in model.modules():
        if isinstance(layer, nn.Linear):
            POLICIES[policy](layer.weight)
            if study.bias:
                nn.init.zeros_(layer.bias)
    model = model.to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=study.lr, momentum=0.9, **LOOPS[loop])
    evaluate(model, *validation)
    evaluate(model, *test)
    updates, evaluations = 0, 2
    for epoch in range(study.epochs):
        for rows in permutation(len(targets), order_seed(seed, epoch)).to(device).split(study.batch):
            optimizer.zero_grad(set_to_none=True)
            cross_entropy(model(inputs.index_select(0, rows)), targets.index_select(0, rows)).backward()
            optimizer.step()
            updates += 1
        evaluate(model, *validation)
        loss, accuracy = evaluate(model, *test)
        evaluations += 2
    return {"policy": policy, "seed": seed, "updates": updates, "evaluations": evaluations, "loss": loss, "accuracy": accuracy}


def main(name, seeds, device, loop, folder=None, policy=None):
    study = STUDIES[name]
    torch.set_num_threads(1)
    if device == "cuda":
        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False
    parts = [(inputs.to(device), targets.to(device)) for inputs, targets in (digits() if study.data == "digits" else idx(folder))]
    policies = [policy] if policy else POLICIES
    cells = [cell(study, policy, seed, parts, device, loop) for policy in policies for seed in range(int(seeds))]
    json.dump(cells, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
