"""Runs a command and measures its whole process: wall time, processor time, peak memory."""
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass

from . import gpu as nvidia


@dataclass(frozen=True)
class Measured:
    """Measurements of a process. Processor time includes its children; memory is that of the largest process."""
    seconds: float
    cpu_seconds: float
    peak_mib: float
    gpu_mib: float | None
    output: str


class GpuMemory:
    """Measures the additional GPU memory in use since the start, twice a second.

    All processes on the GPU count, so no other process may use the GPU during a measurement.
    """

    def __init__(self):
        self.peak = self.start = nvidia.used_mib()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self):
        self._done.set()
        self._thread.join()
        return self.peak - self.start

    def _watch(self):
        while not self._done.wait(0.5):
            self.peak = max(self.peak, nvidia.used_mib())


def measure(command, device="cpu", **environment):
    """Runs a command to its end. If the command fails, ends this program with the command's messages."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        gpu = GpuMemory() if device == "cuda" else None
        began = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, env={**os.environ, **environment})
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.terminate()
            raise
        finally:
            gpu_mib = gpu.stop() if gpu else None
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode != 0:
            sys.exit(f"{' '.join(command)}\nended with exit code {process.returncode}:\n{output.read()}{errors.read()}")
        return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, gpu_mib, output.read())
