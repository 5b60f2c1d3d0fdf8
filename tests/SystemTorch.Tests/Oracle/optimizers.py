"""Steps PyTorch optimisers on given gradients: JSON in, JSON out. The question: {"start": [tensor], "gradients": [[tensor]], by step,
"cases": [{"optimizer": name, "arguments": {...}, "override": {...}, "groups": [{...}] or null, "rates": [lr by step] or null}]}.
`override` sets options of every group that the constructor would refuse; `groups` gives each tensor a group of its own. The answer:
by case, the tensors after the first, the fifth and the last step, with ASGD's averages."""
import base64
import json
import sys

import torch

torch.set_num_threads(1)


def tensor_of(node):
    flat = torch.frombuffer(bytearray(base64.b64decode(node["data"])), dtype=getattr(torch, node["dtype"]))
    return flat.reshape(node["shape"]).clone()


def node_of(tensor):
    data = base64.b64encode(tensor.detach().contiguous().numpy().tobytes()).decode()
    return {"dtype": str(tensor.dtype).split(".")[1], "shape": list(tensor.shape), "data": data}


class FixedNAdam(torch.optim.Optimizer):
    """NAdam by the formula of its paper and of PyTorch 2: PyTorch 1.13 multiplies the next step's product by mu once too often."""

    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, momentum_decay=4e-3):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, momentum_decay=momentum_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                state = self.state[p]
                if not state:
                    state.update(step=0, product=1.0, mean=torch.zeros_like(p), square=torch.zeros_like(p))
                state["step"] += 1
                t, grad = state["step"], p.grad.add(p, alpha=group["weight_decay"])
                mu, following = (beta1 * (1 - 0.5 * 0.96 ** (i * group["momentum_decay"])) for i in (t, t + 1))
                state["product"] *= mu
                state["mean"].mul_(beta1).add_(grad, alpha=1 - beta1)
                state["square"].mul_(beta2).addcmul_(grad, grad, value=1 - beta2)
                denominator = state["square"].div(1 - beta2 ** t).sqrt().add_(group["eps"])
                p.addcdiv_(grad, denominator, value=-group["lr"] * (1 - mu) / (1 - state["product"]))
                p.addcdiv_(state["mean"], denominator, value=-group["lr"] * following / (1 - state["product"] * following))


if int(torch.__version__.split(".")[0]) < 2:
    torch.optim.NAdam = FixedNAdam


def run(case, start, gradients):
    parameters = [torch.nn.Parameter(tensor.clone()) for tensor in start]
    groups = case["groups"]
    params = parameters if groups is None else [{"params": [p], **group} for p, group in zip(parameters, groups)]
    optimizer = getattr(torch.optim, case["optimizer"])(params, **case["arguments"])
    for group in optimizer.param_groups:
        group.update(case["override"])
    snapshots = []
    for step, given in enumerate(gradients):
        for group in optimizer.param_groups:
            if case["rates"]:
                group["lr"] = case["rates"][step]
        for parameter, gradient in zip(parameters, given):
            parameter.grad = gradient.clone()
        optimizer.step()
        if step in (0, 4, len(gradients) - 1):
            snapshots += [node_of(parameter) for parameter in parameters]
            snapshots += [node_of(optimizer.state[parameter]["ax"]) for parameter in parameters if "ax" in optimizer.state[parameter]]
    return snapshots


question = json.load(sys.stdin)
start = [tensor_of(node) for node in question["start"]]
gradients = [[tensor_of(node) for node in step] for step in question["gradients"]]
json.dump({"answers": [run(case, start, gradients) for case in question["cases"]]}, sys.stdout)
