"""Networks under torch.autocast('cpu', bfloat16), with parameters from integer arithmetic; the test prepends the list NAMES."""
import json

import torch
import torch.nn.functional as F
from torch import nn


class StandardizedConv(nn.Conv2d):
    def forward(self, x):
        centred = self.weight - self.weight.mean((1, 2, 3), keepdim=True)
        unit = centred / torch.sqrt((centred * centred).mean((1, 2, 3), keepdim=True) + 1e-5)
        return F.conv2d(x, unit, self.bias, self.stride, self.padding)


class StandardizedLinear(nn.Linear):
    def forward(self, x):
        centred = self.weight - self.weight.mean(1, keepdim=True)
        unit = centred / torch.sqrt((centred * centred).mean(1, keepdim=True) + 1e-5)
        return F.linear(x, unit, self.bias)


class Float32(nn.Module):
    """Does what autocast does for a layer of its float32 list; on the CPU, PyTorch 1.13 rejects a mixed layer normalisation."""

    def forward(self, x):
        return x.float()


NETWORKS = {
    "mlp": lambda: nn.Sequential(nn.Flatten(), nn.Linear(128, 24), nn.ReLU(), nn.Linear(24, 16), nn.ReLU(), nn.Linear(16, 5)),
    "mlp, tanh": lambda: nn.Sequential(nn.Flatten(), nn.Linear(128, 24), nn.Tanh(), nn.Linear(24, 16), nn.Tanh(), nn.Linear(16, 5)),
    "mlp, batch": lambda: nn.Sequential(nn.Flatten(), nn.Linear(128, 24), nn.BatchNorm1d(24), nn.ReLU(), nn.Linear(24, 5)),
    "mlp, layer": lambda: nn.Sequential(nn.Flatten(), nn.Linear(128, 24), Float32(), nn.LayerNorm(24), nn.ReLU(), nn.Linear(24, 5)),
    "mlp, standardised": lambda: nn.Sequential(nn.Flatten(), StandardizedLinear(128, 24), nn.BatchNorm1d(24), nn.ReLU(), nn.Linear(24, 5)),
    "softmax": lambda: nn.Sequential(nn.Flatten(), nn.Linear(128, 5)),
    "vgg": lambda: nn.Sequential(
        nn.Conv2d(2, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU(), nn.Flatten(), nn.Linear(256, 5)),
    "vgg, standardised": lambda: nn.Sequential(
        StandardizedConv(2, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2),
        StandardizedConv(8, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU(), nn.Flatten(), nn.Linear(256, 5)),
}


def pattern(shape, salt):
    count = 1
    for size in shape:
        count *= size
    return torch.tensor([((k * 7919 + salt * 104729) % 2003 - 1001) / 1002 for k in range(count)], dtype=torch.float64).reshape(shape)


def answer(name):
    model = NETWORKS[name]()
    with torch.no_grad():
        for salt, (parameter_name, parameter) in enumerate(model.named_parameters()):
            is_vector = parameter.dim() == 1
            centre = 1 if is_vector and parameter_name.endswith("weight") else 0
            width = 0.5 if is_vector else (3 / (parameter.numel() // parameter.shape[0])) ** 0.5
            parameter.copy_(pattern(parameter.shape, salt) * width + centre)
    inputs = pattern((6, 2, 8, 8), 77).float()
    targets = torch.arange(6) % 5
    with torch.autocast("cpu", dtype=torch.bfloat16):
        trained = model(inputs)
        loss = F.cross_entropy(trained, targets)
    loss.backward()
    model.eval()
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        evaluated = model(inputs)
    numbers = lambda tensor: tensor.detach().float().flatten().tolist()
    return {"loss": loss.item(), "trained": numbers(trained), "evaluated": numbers(evaluated),
            "gradients": [numbers(parameter.grad) for parameter in model.parameters()]}


torch.set_num_threads(1)
print(json.dumps({name: answer(name) for name in NAMES}))
