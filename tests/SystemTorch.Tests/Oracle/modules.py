"""Runs PyTorch modules and functions on given tensors: JSON in, JSON out. The question:
{"cases": [{"module": expression or null, "call": expression of m and x, "inputs": [tensor], "gradient": tensor or null,
"calls": n, "evaluate": bool}]}, a tensor being {"dtype", "shape", "data": base64}. Each case is seeded with 7 before the module is
made and with 8 before it is called. The answer: by case, the tensors by name: what the module held at first, the output, what it
held afterwards, and the gradients."""
import base64
import json
import sys
from collections import OrderedDict

import torch
import torch.nn.functional as F
from torch import nn

torch.set_num_threads(1)


def tensor_of(node):
    flat = torch.frombuffer(bytearray(base64.b64decode(node["data"])), dtype=getattr(torch, node["dtype"]))
    return flat.reshape(node["shape"]).clone()


def node_of(tensor):
    tensor = tensor.detach().contiguous()
    data = base64.b64encode(tensor.numpy().tobytes()).decode()
    return {"dtype": str(tensor.dtype).split(".")[1], "shape": list(tensor.shape), "data": data}


def run(case):
    torch.manual_seed(7)
    m = eval(case["module"]) if case["module"] else None
    x = [tensor_of(node) for node in case["inputs"]]
    answer = {}
    if m is not None:
        m.train(not case["evaluate"])
        answer.update({"initial " + name: node_of(tensor) for name, tensor in m.state_dict().items()})
    for tensor in x:
        tensor.requires_grad_(tensor.is_floating_point() and case["gradient"] is not None)
    torch.manual_seed(8)
    for _ in range(case["calls"]):
        output = eval(case["call"], {**globals(), "m": m, "x": x})
    answer["output"] = node_of(output)
    if case["gradient"] is not None:
        output.backward(tensor_of(case["gradient"]))
        answer.update({f"gradient of input {i}": node_of(tensor.grad) for i, tensor in enumerate(x) if tensor.grad is not None})
    if m is not None:
        answer.update({"gradient of " + name: node_of(p.grad) for name, p in m.named_parameters() if p.grad is not None})
        answer.update({"final " + name: node_of(tensor) for name, tensor in m.state_dict().items()})
    return answer


question = json.load(sys.stdin)
json.dump({"answers": [run(case) for case in question["cases"]]}, sys.stdout)
