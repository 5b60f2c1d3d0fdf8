"""Times one update of the ready digits configs as a plain PyTorch script makes it, to set beside StepBenchmarks.

    OMP_NUM_THREADS=1 python3 benchmarks/pytorch_step.py
"""
import time

import torch
from torch import nn

torch.set_num_threads(1)
BATCH, STEPS, ROUNDS = 32, 200, 15


def mlp(widths, bias=True):
    layers = []
    for n_in, n_out in zip(widths[:-2], widths[1:-1]):
        layers += [nn.Linear(n_in, n_out, bias=bias), nn.ReLU()]
    return nn.Sequential(nn.Flatten(), *layers, nn.Linear(widths[-2], widths[-1], bias=bias))


def vgg():
    def block(n_in, n_out):
        return [nn.Conv2d(n_in, n_out, 3, padding=1), nn.BatchNorm2d(n_out), nn.ReLU()]

    return nn.Sequential(*block(1, 16), *block(16, 16), nn.MaxPool2d(2), *block(16, 32), *block(32, 32), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(128, 10))


NETWORKS = {
    "digits-softmax": (mlp([64, 10]), dict(lr=0.1)),
    "digits-mlp": (mlp([64, 256, 128, 10]), dict(lr=0.05, momentum=0.9, weight_decay=0.0005)),
    "digits-vgg": (vgg(), dict(lr=0.05, momentum=0.9, weight_decay=0.0005)),
    "digits-deep": (mlp([64] + [256] * 29 + [10], bias=False), dict(lr=0.01)),
}

inputs, targets = torch.randn(1797, 1, 8, 8), torch.randint(10, (1797,))
for name, (model, options) in NETWORKS.items():
    optimizer = torch.optim.SGD(model.parameters(), **options)
    rounds = []
    for _ in range(ROUNDS):
        order, began = torch.randperm(len(inputs)), time.perf_counter()
        for step in range(STEPS):
            batch = order[step * BATCH % 1760:][:BATCH]
            optimizer.zero_grad(set_to_none=True)
            loss = nn.functional.cross_entropy(model(inputs.index_select(0, batch)), targets.index_select(0, batch))
            loss.backward()
            optimizer.step()
            loss.item()
        rounds.append((time.perf_counter() - began) / STEPS * 1e6)
    print(f"{name:15} {sorted(rounds)[ROUNDS // 2]:8.0f} µs (median of {ROUNDS} rounds of {STEPS})")
