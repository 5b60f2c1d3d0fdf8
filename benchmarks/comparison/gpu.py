"""What nvidia-smi says of the GPU that the measurements use."""
import os
import subprocess
import sys


def name():
    return _ask("name")


def used_mib():
    return float(_ask("memory.used"))


def visible():
    """The first GPU that CUDA_VISIBLE_DEVICES leaves visible: a number or a UUID; None if it hides all."""
    return (os.environ.get("CUDA_VISIBLE_DEVICES", "0").split(",")[0].strip()) or None


def _ask(what):
    if visible() is None:
        _stop("CUDA_VISIBLE_DEVICES hides every GPU; unset it, or measure with --device cpu")
    command = ["nvidia-smi", f"--id={visible()}", f"--query-gpu={what}", "--format=csv,noheader,nounits"]
    try:
        return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout.strip()
    except FileNotFoundError:
        _stop("nvidia-smi is missing, and --device cuda needs it; install the NVIDIA driver, or measure with --device cpu")
    except subprocess.CalledProcessError as failure:
        _stop(f"'{' '.join(command)}' failed: {failure.output.strip()}")


def _stop(sentence):
    """Ends with exit code 3: the machine lacks something."""
    print(f"error: {sentence}", file=sys.stderr)
    sys.exit(3)
