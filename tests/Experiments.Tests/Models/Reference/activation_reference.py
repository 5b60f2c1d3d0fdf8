"""Values and derivatives of PyTorch's activation modules in float64, and E φ(z)², E φ'(z)² for z ~ N(0, 1) by Gauss–Legendre quadrature on fixed pieces."""
import json

import numpy
import torch
from torch import nn

points = [-30.0, -8.0, -3.5, -2.0, -1.0, -0.5, -1e-3, 0.0, 1e-3, 0.5, 1.0, 2.0, 3.5, 8.0, 25.0]
points += [-9.91 + 0.2003 * i for i in range(100)]  # a grid without kinks


class Function(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.forward = function


modules = {
    "identity": nn.Identity(),
    "sigmoid": nn.Sigmoid(),
    "tanh": nn.Tanh(),
    "relu": nn.ReLU(),
    "leaky_relu": nn.LeakyReLU(),
    "leaky_relu 0.3": nn.LeakyReLU(0.3),
    "leaky_relu -0.25": nn.LeakyReLU(-0.25),
    "prelu": nn.PReLU(),
    "prelu 0.125": nn.PReLU(init=0.125),
    "prelu -0.5": nn.PReLU(init=-0.5),
    "elu": nn.ELU(),
    "elu 0.7": nn.ELU(0.7),
    "elu 1.75": nn.ELU(1.75),
    "selu": nn.SELU(),
    "gelu": nn.GELU(),
    "silu": nn.SiLU(),
    "softplus": nn.Softplus(),
    "gelu tanh": nn.GELU("tanh"),
    "mish": nn.Mish(),
    "celu": nn.CELU(),
    "celu 0.75": nn.CELU(0.75),
    "celu 2.5": nn.CELU(2.5),
    "relu6": nn.ReLU6(),
    "softsign": nn.Softsign(),
    "hardtanh": nn.Hardtanh(),
    "hardtanh -2 0.5": nn.Hardtanh(-2.0, 0.5),
    "hardtanh 0.5 3": nn.Hardtanh(0.5, 3.0),
    "hardsigmoid": nn.Hardsigmoid(),
    "hardswish": nn.Hardswish(),
    "softplus 2 5": nn.Softplus(2.0, 5.0),
    "softplus 0.5 3": nn.Softplus(0.5, 3.0),
    "erf": Function(torch.erf),
    "scaled_tanh": Function(lambda z: 1.7159 * torch.tanh(2 / 3 * z)),
    "scaled_tanh 0.5 2": Function(lambda z: 0.5 * torch.tanh(2 * z)),
}

# Pieces end at multiples of 0.5 from -12 to 12, where all kinks of these functions are; 40 nodes per piece.
nodes, weights = numpy.polynomial.legendre.leggauss(40)
cuts = numpy.arange(-12, 12, 0.5)
z_all = torch.from_numpy((cuts[:, None] + (nodes + 1) / 4).ravel())
density = torch.from_numpy((numpy.ones_like(cuts)[:, None] * weights / 4).ravel()) * torch.exp(-z_all ** 2 / 2) / (2 * numpy.pi) ** 0.5


def moments(module):
    z = z_all.clone().requires_grad_()
    value = module(z)
    value.sum().backward()
    return float((density * value.detach() ** 2).sum()), float((density * z.grad ** 2).sum())


answer = {"points": points}
for name, module in modules.items():
    z = torch.tensor(points, dtype=torch.float64, requires_grad=True)
    value = module.double()(z)
    value.sum().backward()
    second, derivative = moments(module)
    answer[name] = {"value": value.tolist(), "derivative": z.grad.tolist(), "second_moment": second, "derivative_moment": derivative}
print(json.dumps(answer))
