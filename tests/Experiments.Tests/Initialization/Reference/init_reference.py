"""Draws of torch.nn.init for every case of init_cases.json: SHA-256 of the float32 bytes of weight and bias.

    python3 init_reference.py init_cases.json                       prints the environment and the digests
    python3 init_reference.py init_cases.json golden_digests.json   keeps them there, under this environment's key

The bias is drawn after the weight from the same stream, so a scheme that consumes too many or too few numbers is seen.
"""
import ctypes
import hashlib
import json
import math
import os
import sys

os.environ.setdefault("OMP_NUM_THREADS", "1")  # OpenBLAS reads it when it is loaded.

import torch
from torch import nn


def environment():
    torch.linalg.qr(torch.ones(2, 2))
    try:
        describe = ctypes.CDLL("libblas.so.3").openblas_get_config
        describe.restype = ctypes.c_char_p
        blas = describe().decode()
    except (OSError, AttributeError):
        blas = "unknown"
    line = next(line for line in torch.__config__.show().splitlines() if "CPU capability" in line)
    capability = line.split(":")[1].strip() if ":" in line else line.split()[-1]
    # Debian calls 1.13.1 "1.13.0a0": only the major and minor number of the release matter.
    return {
        "libtorch": ".".join(torch.__version__.split(".")[:2]),
        "capability": "DEFAULT" if capability == "NO AVX" else capability,
        "blas": blas.strip(),
        "threads": torch.get_num_threads(),
    }


def module_of(layer):
    if layer["kind"] == "linear":
        return nn.Linear(*layer["sizes"])
    inputs, outputs, height, width, groups = layer["sizes"]
    return nn.Conv2d(inputs, outputs, (height, width), groups=groups)


def draw(scheme, layer, seed):
    module = module_of(layer)
    torch.manual_seed(seed)
    if scheme["torch"] == "constructor":
        module = module_of(layer)
    else:
        arguments = dict(scheme.get("arguments", {}))
        if "gain_of" in scheme:
            arguments["gain"] = nn.init.calculate_gain(scheme["gain_of"])
        fan_in, fan_out = nn.init._calculate_fan_in_and_fan_out(module.weight)
        for name, text in scheme.get("computed", {}).items():
            arguments[name] = eval(text, {"math": math, "fan_in": fan_in, "fan_out": fan_out})
        getattr(nn.init, scheme["torch"])(module.weight, **arguments)
        nn.init.normal_(module.bias, 0.5, 2.0)
    return module


def digest(tensor):
    return hashlib.sha256(tensor.detach().numpy().tobytes()).hexdigest()


def fits(scheme, layer):
    if scheme.get("only", layer["kind"]) != layer["kind"]:
        return False
    return layer["sizes"][1] % scheme.get("divides", 1) == 0


def main():
    torch.set_num_threads(1)
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)
    digests = []
    for scheme in cases["schemes"]:
        for layer in cases["layers"]:
            if not fits(scheme, layer):
                continue
            for seed in cases["seeds"]:
                module = draw(scheme, layer, seed)
                digests += [digest(module.weight), digest(module.bias)]
    result = {"environment": environment(), "digests": digests}
    if len(sys.argv) < 3:
        print(json.dumps(result))
        return
    kept = []
    if os.path.exists(sys.argv[2]):
        with open(sys.argv[2], encoding="utf-8") as file:
            kept = [entry for entry in json.load(file) if entry["environment"] != result["environment"]]
    # One digest per scheme suffices to detect a change; the live comparison names the case.
    result["count"] = len(digests)
    result["digests"] = {}
    position = 0
    for scheme in cases["schemes"]:
        count = 2 * len(cases["seeds"]) * sum(fits(scheme, layer) for layer in cases["layers"])
        name = json.dumps(scheme["config"], separators=(",", ":"))
        result["digests"][name] = hashlib.sha256("".join(digests[position:position + count]).encode()).hexdigest()
        position += count
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump(kept + [result], file, indent=1)
        file.write("\n")


main()
