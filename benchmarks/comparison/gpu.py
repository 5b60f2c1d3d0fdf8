"""Reads name and memory of the measured GPU from nvidia-smi."""
import os
import subprocess
import sys


def name():
    return _ask("name")


def used_mib():
    return float(_ask("memory.used"))


def visible():
    """Returns the first GPU visible under CUDA_VISIBLE_DEVICES, a number or a UUID; None if all are hidden."""
    return (os.environ.get("CUDA_VISIBLE_DEVICES", "0").split(",")[0].strip()) or None


def _ask(what):
    if visible() is None:
        _stop("CUDA_VISIBLE_DEVICES hides every GPU; unset it, or use --device cpu")
    command = ["nvidia-smi", f"--id={visible()}", f"--query-gpu={what}", "--format=csv,noheader,nounits"]
    try:
        return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout.strip()
    except FileNotFoundError:
        _stop("--device cuda needs nvidia-smi; install the NVIDIA driver, or use --device cpu")
    except subprocess.CalledProcessError as failure:
        _stop(f"'{' '.join(command)}' failed: {failure.output.strip()}")


def _stop(sentence):
    """Ends with exit code 3: a requirement is missing on this machine."""
    print(f"error: {sentence}", file=sys.stderr)
    sys.exit(3)
