"""Whole networks in plain PyTorch, built, seeded and initialised as in a user's script: names, shapes and digests."""
import hashlib
import json
import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import torch
from torch import nn


class Network(nn.Module):
    def __init__(self, features, classifier):
        super().__init__()
        if features:
            self.features = nn.Sequential(*features)
        self.classifier = nn.Sequential(*classifier)


def mlp(inputs, hidden, outputs, activation, norm=None, bias=True):
    layers = []
    for width in hidden:
        layers.append(nn.Linear(inputs, width, bias=bias))
        if norm is not None:
            layers.append(norm(width))
        layers.append(activation())
        inputs = width
    return Network(layers, [nn.Linear(inputs, outputs, bias=bias)])


def vgg(channels, size, items, outputs, batch_norm=False, hidden=()):
    layers = []
    for item in items:
        if item == "M":
            layers.append(nn.MaxPool2d(2, 2))
            size //= 2
            continue
        layers.append(nn.Conv2d(channels, item, 3, padding=1))
        if batch_norm:
            layers.append(nn.BatchNorm2d(item))
        layers.append(nn.ReLU())
        channels = item
    inputs = channels * size * size
    classifier = []
    for width in hidden:
        classifier += [nn.Linear(inputs, width), nn.ReLU(), nn.Dropout()]
        inputs = width
    return Network(layers, classifier + [nn.Linear(inputs, outputs)])


def initialise(network, weight, bias):
    for module in network.modules():
        if isinstance(module, (nn.Linear, nn.Conv2d)):
            weight(module)
            if module.bias is not None:
                bias(module)


def kaiming(seed):
    network = mlp(64, [48, 32], 10, nn.ReLU)
    torch.manual_seed(seed)
    initialise(network, lambda m: nn.init.kaiming_normal_(m.weight, nonlinearity="relu"), lambda m: nn.init.zeros_(m.bias))
    return network


def xavier(seed):
    network = mlp(64, [33, 17, 9], 5, nn.Tanh, norm=nn.BatchNorm1d, bias=False)
    torch.manual_seed(seed)
    initialise(network, lambda m: nn.init.xavier_uniform_(m.weight, gain=5 / 3), None)
    return network


def orthogonal(seed):
    network = mlp(7, [40, 40], 3, nn.PReLU, norm=nn.LayerNorm)
    torch.manual_seed(seed)
    initialise(network, lambda m: nn.init.orthogonal_(m.weight), lambda m: nn.init.uniform_(m.bias, -0.1, 0.1))
    return network


def softmax_regression(seed):
    torch.manual_seed(seed)
    return Network([], [nn.Linear(64, 10)])


def torchvision_policy(seed):
    network = vgg(1, 8, [8, 8, "M", 16, "M"], 10, batch_norm=True, hidden=[20])
    torch.manual_seed(seed)

    def weight(module):
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
        else:
            nn.init.normal_(module.weight, 0, 0.01)

    initialise(network, weight, lambda m: nn.init.constant_(m.bias, 0))
    return network


def vgg11(seed):
    torch.manual_seed(seed)
    return vgg(3, 32, [64, "M", 128, "M", 256, 256, "M", 512, 512, "M", 512, 512, "M"], 10)


def describe(network):
    return [
        {"name": name, "shape": list(value.shape), "digest": hashlib.sha256(value.detach().numpy().tobytes()).hexdigest()}
        for name, value in network.named_parameters()
    ]


torch.set_num_threads(1)
builders = [kaiming, xavier, orthogonal, softmax_regression, torchvision_policy, vgg11]
print(json.dumps({builder.__name__: {seed: describe(builder(seed)) for seed in (0, 7)} for builder in builders}))
