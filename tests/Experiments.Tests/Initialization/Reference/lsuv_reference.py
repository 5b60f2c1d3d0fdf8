"""LSUV in plain PyTorch, from Mishkin & Matas 2016, algorithm 1: prints the resulting weights and biases."""
import json
import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import torch
from torch import nn

torch.set_num_threads(1)
network = nn.Sequential(
    nn.Conv2d(3, 6, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 8, 3), nn.LeakyReLU(0.1),
    nn.Flatten(), nn.Linear(32, 24), nn.Tanh(), nn.Linear(24, 24), nn.Tanh(), nn.Linear(24, 10),
)
torch.manual_seed(4)
batch = (torch.empty(60, 3, 8, 8).normal_() * 3 + 1)[:48]
torch.manual_seed(9)
layers = [module for module in network if isinstance(module, (nn.Conv2d, nn.Linear))]
for layer in layers:
    nn.init.orthogonal_(layer.weight)
    nn.init.normal_(layer.bias, 0, 0.2)

target, tolerance, iterations = 1.5, 0.02, 10
with torch.no_grad():
    for layer in layers:
        until = list(network).index(layer) + 1
        for _ in range(iterations):
            variance = network[:until](batch).double().var(unbiased=False).item()
            if abs(variance - target) < tolerance * target:
                break
            layer.weight *= (target / variance) ** 0.5

print(json.dumps({name: [repr(value) for value in parameter.flatten().tolist()] for name, parameter in network.named_parameters()}))
