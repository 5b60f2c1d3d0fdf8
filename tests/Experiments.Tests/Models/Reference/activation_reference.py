"""Values and derivatives of PyTorch's activation modules in float64."""
import json

import torch
from torch import nn

points = [-30.0, -8.0, -3.5, -2.0, -1.0, -0.5, -1e-3, 0.0, 1e-3, 0.5, 1.0, 2.0, 3.5, 8.0, 25.0]
modules = {
    "identity": nn.Identity(),
    "sigmoid": nn.Sigmoid(),
    "tanh": nn.Tanh(),
    "relu": nn.ReLU(),
    "leaky_relu": nn.LeakyReLU(),
    "leaky_relu 0.3": nn.LeakyReLU(0.3),
    "prelu": nn.PReLU(),
    "prelu 0.125": nn.PReLU(init=0.125),
    "elu": nn.ELU(),
    "elu 0.7": nn.ELU(0.7),
    "selu": nn.SELU(),
    "gelu": nn.GELU(),
    "silu": nn.SiLU(),
    "softplus": nn.Softplus(),
    "softplus 2 5": nn.Softplus(2.0, 5.0),
}
answer = {"points": points}
for name, module in modules.items():
    z = torch.tensor(points, dtype=torch.float64, requires_grad=True)
    value = module.double()(z)
    value.sum().backward()
    answer[name] = {"value": value.tolist(), "derivative": z.grad.tolist()}
print(json.dumps(answer))
