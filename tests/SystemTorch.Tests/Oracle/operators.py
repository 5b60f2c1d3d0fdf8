"""Evaluates calls of PyTorch functions on given tensors: JSON in, JSON out. The question:
{"inputs": {name: tensor}, "calls": [{"on": "Tensor"|"torch"|"linalg", "name": ..., "self": input|null,
"arguments": [[parameter, kind, value], ...]}]}, a tensor being {"dtype", "shape", "data": base64}.
The answer: for each call a list of tensors, or {"error": message}."""
import base64
import json
import sys

import torch

torch.set_num_threads(1)

# C# names of parameters that Python spells otherwise, and those that are passed by keyword.
RENAMED = {"type": "dtype", "nanEqual": "equal_nan", "assumeUnique": "assume_unique"}
KEYWORDS = {"alpha", "beta", "dtype", "generator", "rounding_mode", "decimals", "stable", "unbiased", "keepdim", "descending", "equal_nan", "atol",
            "rtol", "return_inverse", "return_counts", "sorted", "largest", "correction", "fweights", "aweights", "indexing", "UPLO", "hermitian",
            "invert", "replacement", "assume_unique", "prepend", "append"}
BY_KEYWORD_IN = {"addcmul": "value", "addcmul_": "value", "addcdiv": "value", "addcdiv_": "value", "sort": "dim", "aminmax": "dim",
                 "unique": "dim", "solve": "left"}

F = torch.nn.functional


def spread(function):
    return lambda tensors, *rest, **keywords: function(*tensors, *rest, **keywords)


def moments(function):
    def call(x, *dim, unbiased=True, keepdim=False, dtype=None):
        result = function(x, *dim, unbiased=unbiased, keepdim=keepdim) if dim else function(x, unbiased=unbiased)
        return result if dtype is None else result.to(dtype)
    return call


# What is no method of torch.Tensor and no function of torch by that name, or takes its arguments otherwise there.
EXPRESSIONS = {
    "Equals": torch.equal,
    "equal": torch.eq,
    "elu": lambda x, *scales, alpha=1.0: torch.ops.aten.elu(x, alpha, *scales),
    "celu": F.celu, "celu_": F.celu, "gelu": F.gelu, "gelu_": F.gelu, "glu": F.glu, "hardsigmoid": F.hardsigmoid, "hardsigmoid_": F.hardsigmoid,
    "hardswish": F.hardswish, "hardswish_": F.hardswish, "hardtanh": F.hardtanh, "hardtanh_": F.hardtanh, "leaky_relu": F.leaky_relu,
    "leaky_relu_": F.leaky_relu, "log_sigmoid": F.logsigmoid, "relu6": F.relu6, "relu6_": F.relu6, "selu": F.selu, "selu_": F.selu,
    "silu": F.silu, "silu_": F.silu, "threshold": F.threshold, "threshold_": F.threshold,
    "softplus": lambda x, threshold=20, beta=1: F.softplus(x, beta, threshold),
    "isin": torch.isin, "poisson": torch.poisson, "tensordot": lambda a, b, *dims: torch.tensordot(a, b, dims=dims[0] if len(dims) == 1 else dims or 2), "atleast_1d": torch.atleast_1d,
    "atleast_2d": torch.atleast_2d, "atleast_3d": torch.atleast_3d, "rand_like": torch.rand_like, "randn_like": torch.randn_like,
    "randint_like": torch.randint_like, "zeros_like": torch.zeros_like, "ones_like": torch.ones_like, "full_like": torch.full_like,
    "var": moments(torch.var), "std": moments(torch.std), "var_mean": torch.var_mean, "std_mean": torch.std_mean,
    "sum": lambda x, *dims, **keywords: x.sum(dims[0] if len(dims) == 1 else dims, **keywords) if dims else x.sum(**keywords),
    "norm": lambda x, p=2.0: x.norm(p),
    "norm_over": lambda x, dim, p=2.0, keepdim=False: x.norm(p, dim, keepdim),
    "kthvalue": lambda x, k, dim=None, keepdim=False: torch.kthvalue(x, k, -1 if dim is None else dim, keepdim),
    "bincount": lambda x, weights=None, minlength=0: torch.bincount(x, weights, minlength),
    "unique": lambda x, dim=None, **keywords: torch.unique(x, dim=dim, **keywords),
    "slice": torch.ops.aten.slice,
    "expand": lambda x, size: x.expand(size),
    "where": lambda x, condition, y: torch.where(condition, x, y),
    "torch.where": torch.where,
    "unflatten": lambda x, dim, sizes: x.unflatten(dim, tuple(sizes)),
    "random_": lambda x, low, high, generator=None: x.random_(int(low), int(high), generator=generator),
    "einsum": lambda equation, tensors: torch.einsum(equation, *tensors),
    "broadcast_tensors": spread(torch.broadcast_tensors), "meshgrid": spread(torch.meshgrid), "block_diag": spread(torch.block_diag),
    "chain_matmul": torch.linalg.multi_dot,
    "normal": lambda mean, std, size, dtype=None, generator=None: torch.randn(size, dtype=dtype, generator=generator).mul_(std).add_(mean),
    "full": lambda size, value, dtype=torch.float32: torch.full(size, value, dtype=dtype),
    "eye": lambda size, dtype=None: torch.eye(*size, dtype=dtype),
    "new_full": lambda x, size, value, dtype=None: x.new_full(size, value, dtype=dtype),
    "linalg.qr": lambda x, mode="Reduced": torch.linalg.qr(x, mode.lower()),
    "linalg.norm_over": lambda x, dim, keepdim=False: torch.linalg.norm(x, None, dim, keepdim),
}


def tensor_of(node):
    flat = torch.frombuffer(bytearray(base64.b64decode(node["data"])), dtype=getattr(torch, node["dtype"])) if node["data"] else torch.empty(0)
    return flat.reshape(node["shape"]).clone()


def node_of(value):
    tensor = value if isinstance(value, torch.Tensor) else torch.tensor(value)
    tensor = tensor.detach().contiguous()
    data = bytes(tensor.numpy().tobytes())
    return {"dtype": str(tensor.dtype).split(".")[1], "shape": list(tensor.shape), "data": base64.b64encode(data).decode()}


def flat(value):
    if isinstance(value, (tuple, list)):
        return [node for item in value for node in flat(item)]
    return [] if value is None else [node_of(value)]


def decode(kind, value, inputs):
    if kind == "tensor":
        return inputs[value]
    if kind == "tensors":
        return [inputs[name] for name in value]
    if kind == "dtype":
        return getattr(torch, value)
    if kind == "generator":
        return torch.Generator().manual_seed(value)
    return value


def evaluate(call, inputs):
    name, on = call["name"], call["on"]
    parameters = [parameter for parameter, _, _ in call["arguments"]]
    positional, keywords = [], {}
    if call["self"] is not None:
        positional.append(inputs[call["self"]])
    for parameter, kind, value in call["arguments"]:
        value = decode(kind, value, inputs)
        parameter = RENAMED.get(parameter, parameter)
        if parameter in KEYWORDS or BY_KEYWORD_IN.get(name) == parameter:
            keywords[parameter] = value
        else:
            positional.append(value)
    if name == "norm" and ({"dim", "dimension"} & set(parameters) or (on == "linalg" and parameters[1:2] == ["dims"])):
        name = "norm_over"
    owners = {"Tensor": [torch.Tensor], "torch": [torch, torch.Tensor], "linalg": [torch.linalg]}[on]
    function = EXPRESSIONS.get(on + "." + name) or (EXPRESSIONS.get(name) if on != "linalg" else None)
    function = function or next(getattr(owner, name) for owner in owners if hasattr(owner, name))
    torch.manual_seed(7)
    return flat(function(*positional, **keywords))


def main():
    question = json.load(sys.stdin)
    answers = []
    for call in question["calls"]:
        inputs = {name: tensor_of(node) for name, node in question["inputs"].items()}
        try:
            answers.append(evaluate(call, inputs))
        except Exception as error:
            answers.append({"error": f"{type(error).__name__}: {error}"})
    json.dump({"answers": answers}, sys.stdout)


main()
