"""Residual networks in PyTorch, with parameters from integer arithmetic; the test prepends CASES, a list of dictionaries."""
import json
from collections import OrderedDict

import torch
import torch.nn.functional as F
from torch import nn


class StandardizedConv(nn.Conv2d):
    def forward(self, x):
        rows = self.weight.flatten(1)
        centred = rows - rows.mean(1, keepdim=True)
        unit = centred / torch.sqrt(rows.var(1, unbiased=False, keepdim=True) + 1e-5)
        return F.conv2d(x, unit.view_as(self.weight), self.bias, self.stride, self.padding)


class StandardizedLinear(nn.Linear):
    def forward(self, x):
        centred = self.weight - self.weight.mean(1, keepdim=True)
        unit = centred / torch.sqrt(self.weight.var(1, unbiased=False, keepdim=True) + 1e-5)
        return F.linear(x, unit, self.bias)


class Shift(nn.Module):
    def __init__(self):
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(1))


class Factor(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(1))


class Named(nn.Module):
    def __init__(self, parts):
        super().__init__()
        for name, part in parts.items():
            if part is not None:
                self.add_module(name, part)


class ConvBlock(nn.Module):
    def __init__(self, o, inputs, outputs, stride):
        super().__init__()
        norm, fixup = o["normalization"] == "batch", o["fixup_scalars"]
        convolution = StandardizedConv if o["weight_standardization"] else nn.Conv2d
        conv = lambda i, k, s, size: convolution(i, k, size, s, size // 2, bias=not norm and not fixup)
        bn = lambda channels: nn.BatchNorm2d(channels) if norm else None
        shift = lambda: Shift() if fixup else None
        self.o, self.pre, self.outputs, self.stride = o, o["preactivation"], outputs, stride
        if o["learn_branch_scale"]:
            self.scale = nn.Parameter(torch.full((1,), float(o["branch_scale"])))
        if self.pre:
            parts = dict(norm1=bn(inputs), conv1=conv(inputs, outputs, stride, 3), norm2=bn(outputs), conv2=conv(outputs, outputs, 1, 3))
        else:
            parts = dict(bias1a=shift(), conv1=conv(inputs, outputs, stride, 3), norm1=bn(outputs), bias1b=shift(), bias2a=shift(),
                         conv2=conv(outputs, outputs, 1, 3), norm2=bn(outputs), multiplier=Factor() if fixup else None, bias2b=shift())
        self.branch = Named(parts)
        if (inputs != outputs or stride != 1) and o["shortcut"] == "projection":
            projection = conv(inputs, outputs, stride, 1)
            self.shortcut = nn.Sequential(OrderedDict(conv=projection, norm=nn.BatchNorm2d(outputs))) if norm and not self.pre else projection

    def forward(self, x):
        b, norm = self.branch, self.o["normalization"] == "batch"
        if self.pre:
            y = b.conv1(F.relu(b.norm1(x) if norm else x))
            y = b.conv2(F.relu(b.norm2(y) if norm else y))
        elif self.o["fixup_scalars"]:
            y = F.relu(b.conv1(x + b.bias1a.bias) + b.bias1b.bias)
            y = b.conv2(y + b.bias2a.bias) * b.multiplier.scale + b.bias2b.bias
        elif norm:
            y = b.norm2(b.conv2(F.relu(b.norm1(b.conv1(x)))))
        else:
            y = b.conv2(F.relu(b.conv1(x)))
        y = y * (self.scale if self.o["learn_branch_scale"] else self.o["branch_scale"])
        if hasattr(self, "shortcut"):
            x = self.shortcut(x)
        elif y.shape != x.shape:
            more = self.outputs - x.shape[1]
            x = F.pad(x[:, :, ::self.stride, ::self.stride], (0, 0, 0, 0, more // 2, more - more // 2))
        return x + y if self.pre else F.relu(x + y)


class ResNet(nn.Module):
    def __init__(self, o):
        super().__init__()
        norm, fixup, width, n = o["normalization"] == "batch", o["fixup_scalars"], o["width"], (o["depth"] - 2) // 6
        convolution = StandardizedConv if o["weight_standardization"] else nn.Conv2d
        stages, inputs = {}, width
        for stage in range(3):
            outputs = width * 2 ** stage
            stages[f"stage{stage + 1}"] = nn.Sequential(*[ConvBlock(o, inputs if k == 0 else outputs, outputs, 2 if stage and k == 0 else 1) for k in range(n)])
            inputs = outputs
        bn = nn.BatchNorm2d(inputs if o["preactivation"] else width) if norm else None
        parts = dict(conv=convolution(o["input"][0], width, 3, 1, 1, bias=not norm and not fixup))
        if not o["preactivation"]:
            parts.update(norm=bn, bias=Shift() if fixup else None)
        parts.update(stages)
        if o["preactivation"]:
            parts.update(norm=bn)
        if fixup:
            parts.update(last_bias=Shift())
        self.features, self.o = Named(parts), o
        self.classifier = nn.Sequential(nn.Linear(inputs, o["outputs"]))

    def forward(self, x):
        f, o = self.features, self.o
        turn = lambda y: F.relu((f.norm(y) if o["normalization"] == "batch" else y) + (f.bias.bias if o["fixup_scalars"] else 0))
        x = f.conv(x)
        x = f.stage3(f.stage2(f.stage1(x if o["preactivation"] else turn(x))))
        x = (turn(x) if o["preactivation"] else x).mean((2, 3))
        return self.classifier(x + f.last_bias.bias if o["fixup_scalars"] else x)


class LinearBlock(nn.Module):
    """Two layers in a branch, activation tanh."""

    def __init__(self, o, inputs, middle, outputs):
        super().__init__()
        linear = StandardizedLinear if o["weight_standardization"] else nn.Linear
        norm = {"none": lambda w: None, "batch": nn.BatchNorm1d, "layer": nn.LayerNorm}[o["normalization"]]
        self.pre = o["residual"] == "pre"
        self.scale_by = o["branch_scale"]
        if o["learn_branch_scale"]:
            self.scale = nn.Parameter(torch.full((1,), float(o["branch_scale"])))
        one, two = linear(inputs, middle, bias=o["bias"]), linear(middle, outputs, bias=o["bias"])
        parts = [norm(inputs), nn.Tanh(), one, norm(middle), nn.Tanh(), two] if self.pre else [one, norm(middle), nn.Tanh(), two, norm(outputs)]
        self.branch = nn.Sequential(*[part for part in parts if part is not None])
        if inputs != outputs:
            projection = linear(inputs, outputs, bias=False)
            self.shortcut = projection if self.pre or norm(1) is None else nn.Sequential(projection, norm(outputs))

    def forward(self, x):
        y = self.branch(x) * (self.scale if hasattr(self, "scale") else self.scale_by)
        y = y + (self.shortcut(x) if hasattr(self, "shortcut") else x)
        return y if self.pre else torch.tanh(y)


class Mlp(nn.Module):
    def __init__(self, o):
        super().__init__()
        linear = StandardizedLinear if o["weight_standardization"] else nn.Linear
        norm = {"none": lambda w: None, "batch": nn.BatchNorm1d, "layer": nn.LayerNorm}[o["normalization"]]
        inputs, h = 1, o["hidden"]
        for size in o["input"]:
            inputs *= size
        stem, turn = [linear(inputs, h[0], bias=o["bias"])], lambda width: [norm(width), nn.Tanh()]
        blocks = [LinearBlock(o, *h[k:k + 3]) for k in range(0, len(h) - 1, 2)]
        parts = stem + blocks + turn(h[-1]) if o["residual"] == "pre" else stem + turn(h[0]) + blocks
        self.features = nn.Sequential(*[part for part in parts if part is not None])
        self.classifier = nn.Sequential(nn.Linear(h[-1], o["outputs"], bias=o["bias"]))

    def forward(self, x):
        return self.classifier(self.features(x.flatten(1)))


def pattern(shape, salt):
    """Returns numbers in (-1, 1) that are identical in all languages."""
    count = 1
    for size in shape:
        count *= size
    k = torch.arange(count, dtype=torch.int64)
    return (((k * 7919 + salt * 104729) % 2003 - 1001).double() / 1002).view(shape)


def fill(model):
    with torch.no_grad():
        for salt, (name, parameter) in enumerate(model.named_parameters()):
            centre = 1.0 if parameter.dim() == 1 and name.endswith(("weight", "scale")) else 0.0
            width = 0.5 if parameter.dim() == 1 else (3 / parameter[0].numel()) ** 0.5
            parameter.copy_(centre + width * pattern(parameter.shape, salt))


answers = []
for case in CASES:
    model = (ResNet if case["kind"] == "resnet" else Mlp)(case).double()
    fill(model)
    x = pattern([5] + case["input"], 77)
    trained = model(x)
    (trained * pattern(trained.shape, 99)).sum().backward()
    gradients = [[float((p.grad * pattern(p.shape, 5)).sum()), float((p.grad ** 2).sum().sqrt())] for p in model.parameters()]
    model.eval()
    answers.append({
        "parameters": [name + " " + "x".join(map(str, p.shape)) for name, p in model.named_parameters()],
        "buffers": [name for name, _ in model.named_buffers()],
        "count": sum(p.numel() for p in model.parameters()),
        "trained": trained.flatten().tolist(),
        "gradients": gradients,
        "evaluated": model(x).flatten().tolist(),
    })
print(json.dumps(answers))
