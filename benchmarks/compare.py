"""Compares this program with PyTorch on this machine, in alternating rounds; started by compare.sh.

PyTorch runs in two ways. "written" is the usual code (DataLoader, loss.item() at every step). "tuned" has the data on the device, no
item(), and the fastest of its optimiser loops and memory formats. This program also uses its faster memory format. On CUDA there is also
"compiled" (torch.compile). Each measurement runs in a new process; the second half of its updates is timed. Ratios are PyTorch / ours:
above 1, this program is faster. A ratio below the project's bar is marked with ! and listed at the end.
"""
import argparse
import datetime
import os
import platform
import statistics
import sys
import tempfile
from itertools import product

from comparison import gpu, ours, profile, start, study, theirs
from comparison.rows import OPTIMIZERS, PRECISIONS, ROWS
from comparison.table import Misses, print_table


def machine(device):
    """Names the processor and, on CUDA, the GPU."""
    name = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo") as file:
            name = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), name)
    return f"{name}, {os.cpu_count()} cores" + (f", {gpu.name()}" if device == "cuda" else "")


def measure_row(name, optimizer, precision, device, rounds, ways, data_folder):
    """Measures both sides alternately; returns the figures by way, this program's fastest memory format and PyTorch's fastest variant."""
    memory_format = ours.fastest_format(ROWS[name], optimizer, precision, device, data_folder)
    variant = theirs.fastest_variant(name, optimizer, precision, device)
    found = {way: [] for way in ["ours", *ways]}
    for number in range(rounds):
        print(f"{name}, {optimizer}, {precision}: round {number + 1} of {rounds}", file=sys.stderr)
        found["ours"].append(ours.update(ROWS[name], optimizer, precision, device, data_folder, memory_format))
        for way in ways:
            found[way].append(theirs.update(name, optimizer, precision, device, way, variant))
    parameters = {way: figures[0].parameters for way, figures in found.items()}
    if len(set(parameters.values())) > 1:
        sys.exit(f"Row {name}: the networks have different numbers of parameters: {parameters}")
    return found, memory_format, variant


def median(figures, what):
    return statistics.median(getattr(figure, what) for figure in figures)


def updates(names, optimizers, precisions, device, rounds, misses):
    ways = ["tuned", "written"] + (["compiled"] if device == "cuda" and theirs.has_compile() else [])
    times, costs, versions = [], [], {}
    with tempfile.TemporaryDirectory() as data_folder:
        if any(ROWS[name].is_convolutional for name in names):
            ours.write_data(data_folder)
        for name, optimizer, precision in product(names, optimizers, precisions):
            found, memory_format, variant = measure_row(name, optimizer, precision, device, rounds, ways, data_folder)
            versions = {way: figures[0].torch for way, figures in found.items()}
            label = f"{ROWS[name].title}, batch {ROWS[name].batch_on(device)}, {optimizer}" + (f", {precision}" if device == "cuda" else "")
            times.append([label, *time_cells(found, ways, ROWS[name].bars_on(device, precision), label, misses), memory_format or "", variant])
            costs.append([label, *cost_cells(found, device)])
    libraries = f"libtorch {versions['ours']}, PyTorch {versions['tuned']}"
    header = ["an update, µs", "ours"]
    for way in ways:
        header += [way, f"{way} / ours"]
    print_table(f"{machine(device)}; {libraries}; {datetime.date.today()}. One thread, medians of {rounds}, smallest and largest ratio in brackets.",
                [*header, "ours with", "tuned with"], times)
    header = [f"{what}, {way}" for what in ("processor µs", "peak MiB", *(["GPU MiB"] if device == "cuda" else [])) for way in found]
    print_table("Processor time of an update, and peak memory of the whole process.", ["", *header], costs)


def time_cells(found, ways, bars, label, misses):
    own = median(found["ours"], "us")
    cells = [f"{own:,.0f}"]
    for way in ways:
        ratio = median(found[way], "us") / own
        pairs = [other.us / mine.us for other, mine in zip(found[way], found["ours"])]
        marked = misses.at_least(ratio, {"tuned": bars.tuned, "written": bars.written}.get(way), f"{label}, {way} / ours")
        spread = f" ({min(pairs):.2f}–{max(pairs):.2f})" if len(pairs) > 1 else ""
        cells += [f"{median(found[way], 'us'):,.0f}", marked + spread]
    return cells


def cost_cells(found, device):
    whats = ["cpu_us", "peak_mib", *(["gpu_mib"] if device == "cuda" else [])]
    return [f"{median(figures, what):,.0f}" for what in whats for figures in found.values()]


def names_of(known, or_none=False):
    """Parses names separated by commas; none is an empty list if allowed."""
    def parse(text):
        if or_none and text == "none":
            return []
        names = text.split(",")
        for name in names:
            if name not in known:
                raise argparse.ArgumentTypeError(f"'{name}' is unknown; use {', '.join(known)}")
        return names
    return parse


def positive(text):
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number of 1 or more")
    return int(text)


def main():
    parser = argparse.ArgumentParser(prog="compare.sh", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    rows = [*ROWS, *start.ROWS]
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    parser.add_argument("--rows", type=names_of(rows, or_none=True), help=f"any of {', '.join(rows)}, separated by commas; none for no row")
    parser.add_argument("--rounds", type=positive, default=5)
    parser.add_argument("--optimizers", type=names_of(OPTIMIZERS), default=list(OPTIMIZERS), help="sgd, adamw")
    parser.add_argument("--precision", type=names_of(PRECISIONS), help="float32, tf32, bfloat16; by default all on CUDA, float32 on a CPU")
    parser.add_argument("--profile", action="store_true", help="count operator calls and waits of an update instead of timing it")
    parser.add_argument("--study", action="store_true", help="also compare a whole study: the sweep command and a PyTorch process")
    parser.add_argument("--seeds", type=positive, default=10, help="seeds of the study, with four cells each")
    parser.add_argument("--stack", help="also run the study with 'sweep --stack N' or '--stack auto'")
    arguments = parser.parse_args()
    device = arguments.device
    precisions = arguments.precision or (list(PRECISIONS) if device == "cuda" else ["float32"])
    if device == "cpu" and "tf32" in precisions:
        parser.error("tf32 needs a CUDA device: set --device cuda, or remove tf32 from --precision")
    # Without --rows: all that can be measured.
    on_cpu_only = [name for name in arguments.rows or [] if name in start.ROWS]
    if on_cpu_only and (device == "cuda" or arguments.profile):
        parser.error(f"{' and '.join(on_cpu_only)}: measured only on a CPU and without --profile; "
                     "remove them from --rows")
    if arguments.rows == [] and not arguments.study:
        parser.error("--rows none leaves nothing to measure; add --study")
    if arguments.stack and not arguments.study:
        parser.error("--stack needs --study; add it")
    if device == "cuda":
        gpu.name()  # says now if there is none
    misses = Misses()
    chosen = rows if arguments.rows is None else arguments.rows
    networks = [name for name in chosen if name in ROWS]
    if networks and arguments.profile:
        profile.run(networks, arguments.optimizers, precisions, device)
    elif networks:
        updates(networks, arguments.optimizers, precisions, device, arguments.rounds, misses)
    processes = [name for name in chosen if name in start.ROWS]
    if processes and device == "cpu" and not arguments.profile:
        start.run(processes, arguments.rounds, misses)
    if arguments.study:
        study.run(arguments.seeds, device, arguments.stack, arguments.rounds, misses)
    misses.print()


if __name__ == "__main__":
    main()
