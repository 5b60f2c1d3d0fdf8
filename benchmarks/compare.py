"""Times updates and a whole study of this program and of PyTorch, in turns; started by compare.sh.

PyTorch runs in two ways: as users write it (DataLoader, loss.item() at every step), and tuned (data in memory, foreach
optimiser, no item()). Each measurement is a process of its own on the second half of its updates. Ratios are PyTorch / ours: above 1,
this program is faster. A bar is the least ratio that the project asks for; a missed one is marked with !.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = os.path.join(ROOT, "run.sh")

# widths of an MLP, or channels of a VGG, batch size, updates, bars of (tuned, as users write it)
ROWS = {
    "softmax": dict(widths=[784, 10], batch=128, steps=3000, bars=(1.0, None)),
    "mlp": dict(widths=[784, 256, 128, 10], batch=128, steps=800, bars=(1.3, 1.25)),
    "nine": dict(widths=[64] * 9 + [10], batch=64, steps=3000, bars=(1.1, 1.25)),
    "thirty": dict(widths=[100] * 30 + [10], batch=32, steps=1000, bars=(1.0, 1.25)),
    "vgg11": dict(channels="64 M 128 M 256 256 M 512 512 M 512 512", batch=32, steps=20, bars=(1.0, None)),
    "resnet20": dict(depth=20, batch=32, steps=60, bars=(1.0, None)),
}
OPTIMIZERS = {
    "sgd": {"kind": "sgd", "lr": 0.01, "momentum": 0.9, "weight_decay": 0.0005},
    "adamw": {"kind": "adamw", "lr": 0.001, "weight_decay": 0.01},
}
SHAPE = (1, 28, 28)  # of the convolutional rows
EXAMPLES = 4096
TEST = 64


def config(row, optimizer):
    """This program's config of a row."""
    if "widths" in row:
        data = {"kind": "synthetic", "features": row["widths"][0], "classes": 10, "examples": EXAMPLES + TEST, "test": TEST, "validation": 0}
        hidden = row["widths"][1:-1]
        model = {"kind": "mlp", "hidden": hidden} if hidden else {"kind": "softmax_regression"}
    else:
        data = {"kind": "fashion_mnist", "limit": EXAMPLES, "validation": 0}
        model = ({"kind": "vgg", "channels": row["channels"], "batch_norm": True} if "channels" in row
                 else {"kind": "resnet", "depth": row["depth"]})
    steps = row["steps"]
    return {
        "name": "compare", "device": "cpu", "threads": 1, "data": {**data, "batch_size": row["batch"]}, "model": model,
        "optimizer": OPTIMIZERS[optimizer], "diagnostics": {"every_steps": 0},
        "training": {"epochs": None, "steps": steps, "eval_every_steps": steps // 2},
    }


def network(row):
    """The same network in PyTorch."""
    from torch import nn

    def block(n_in, n_out, stride=1):
        return [nn.Conv2d(n_in, n_out, 3, stride, 1, bias=False), nn.BatchNorm2d(n_out)]

    class Residual(nn.Module):
        def __init__(self, n_in, n_out, stride):
            super().__init__()
            self.branch = nn.Sequential(*block(n_in, n_out, stride), nn.ReLU(), *block(n_out, n_out))
            self.pad = (0, 0, 0, 0, 0, n_out - n_in)
            self.stride = stride

        def forward(self, x):
            shortcut = nn.functional.pad(x[:, :, ::self.stride, ::self.stride], self.pad)
            return nn.functional.relu(self.branch(x) + shortcut)

    if "widths" in row:
        widths, layers = row["widths"], [nn.Flatten()]
        for n_in, n_out in zip(widths[:-2], widths[1:-1]):
            layers += [nn.Linear(n_in, n_out), nn.ReLU()]
        return nn.Sequential(*layers, nn.Linear(widths[-2], widths[-1]))
    if "channels" in row:
        layers, n_in, size = [], SHAPE[0], SHAPE[1]
        for word in row["channels"].split():
            if word == "M":
                layers.append(nn.MaxPool2d(2))
                size //= 2
            else:
                layers += [nn.Conv2d(n_in, int(word), 3, padding=1), nn.BatchNorm2d(int(word)), nn.ReLU()]
                n_in = int(word)
        return nn.Sequential(*layers, nn.Flatten(), nn.Linear(n_in * size * size, 10))
    layers, n_in = [*block(SHAPE[0], 16), nn.ReLU()], 16
    for stage, width in enumerate((16, 32, 64)):
        for i in range((row["depth"] - 2) // 6):
            layers.append(Residual(n_in, width, 2 if stage > 0 and i == 0 else 1))
            n_in = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


def child(name, way, optimizer):
    """Trains with PyTorch in this process and prints microseconds an update, over the second half of the updates."""
    import torch
    from torch.nn.functional import cross_entropy

    torch.set_num_threads(1)
    row = ROWS[name]
    shape = (row["widths"][0],) if "widths" in row else SHAPE
    inputs, targets = torch.randn(EXAMPLES, *shape), torch.randint(10, (EXAMPLES,))
    model, options = network(row).train(), dict(OPTIMIZERS[optimizer])
    make = {"sgd": torch.optim.SGD, "adamw": torch.optim.AdamW}[options.pop("kind")]
    updater = make(model.parameters(), **options, foreach=way == "tuned")
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(inputs, targets), row["batch"], shuffle=True)

    def batches():
        while True:
            if way == "loader":
                yield from loader
            else:
                for rows in torch.randperm(EXAMPLES).split(row["batch"]):
                    yield inputs.index_select(0, rows), targets.index_select(0, rows)

    source, half = batches(), row["steps"] // 2
    for step in range(row["steps"]):
        if step == half:
            began = time.perf_counter()
        x, y = next(source)
        updater.zero_grad(set_to_none=True)
        loss = cross_entropy(model(x), y)
        loss.backward()
        updater.step()
        if way == "loader":
            loss.item()
    print((time.perf_counter() - began) / (row["steps"] - half) * 1e6)


def ours(row, optimizer):
    """Microseconds an update of this program; its own figure, taken between its last two evaluations."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "config.json")
        with open(path, "w") as file:
            json.dump(config(row, optimizer), file)
        subprocess.run([PROGRAM, "run", path, "--quiet", "--output", folder], check=True, cwd=ROOT)
        (run,) = [where for where, _, files in os.walk(folder) if "metrics.jsonl" in files]
        with open(os.path.join(run, "metrics.jsonl")) as file:
            rows = [json.loads(line) for line in file]
    return row["batch"] / [r for r in rows if r["split"] == "train_running"][-1]["examples_per_second"] * 1e6


def theirs(name, way, optimizer):
    out = subprocess.run([sys.executable, os.path.abspath(__file__), "--child", name, way, optimizer], check=True, text=True,
                         stdout=subprocess.PIPE)
    return float(out.stdout)


def mark(ratio, bar):
    return f"{ratio:5.2f}{'!' if bar and ratio < bar else ' '}"


def updates(names, optimizers, rounds):
    print(f"{'an update, µs':22}{'ours':>8}{'tuned':>9}{'ratio':>7}{'loader':>9}{'ratio':>7}   median of {rounds}, one thread")
    for name in names:
        for optimizer in optimizers:
            times = {"ours": [], "tuned": [], "loader": []}
            for _ in range(rounds):
                times["ours"].append(ours(ROWS[name], optimizer))
                for way in ("tuned", "loader"):
                    times[way].append(theirs(name, way, optimizer))
            own, tuned, loader = (statistics.median(times[way]) for way in ("ours", "tuned", "loader"))
            bars = ROWS[name]["bars"]
            print(f"{name + ', ' + optimizer:22}{own:8,.0f}{tuned:9,.0f} {mark(tuned / own, bars[0])}{loader:9,.0f} "
                  f"{mark(loader / own, bars[1])}", flush=True)


def study_child():
    """The 40 trainings of experiments/first-comparison, one after another on one thread, as a PyTorch script makes them."""
    import gzip

    import torch
    from torch import nn
    from torch.nn.functional import cross_entropy

    torch.set_num_threads(1)
    with gzip.open(os.path.join(ROOT, "data", "digits", "digits.csv.gz"), "rt") as file:
        table = torch.tensor([[float(cell) for cell in line.split(",")] for line in file if line[0].isdigit()])
    inputs, targets = table[:, :64] / 16, table[:, 64].long()
    inputs = (inputs - inputs[:1258].mean()) / inputs[:1258].std()
    policies = {
        "kaiming_normal": lambda w: nn.init.kaiming_normal_(w, nonlinearity="relu"),
        "xavier_normal": nn.init.xavier_normal_,
        "orthogonal": lambda w: nn.init.orthogonal_(w, 2 ** 0.5),
        "normal 0.01": lambda w: nn.init.normal_(w, std=0.01),
    }
    for policy in policies.values():
        for seed in range(10):
            torch.manual_seed(seed)
            layers = []
            for _ in range(10):
                layers += [nn.Linear(64, 64, bias=False), nn.ReLU()]
            model = nn.Sequential(*layers, nn.Linear(64, 10, bias=False))
            for weight in model.parameters():
                policy(weight)
            updater = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9, foreach=True)
            for _ in range(10):
                model.train()
                for rows in torch.randperm(1258).split(64):
                    updater.zero_grad(set_to_none=True)
                    cross_entropy(model(inputs[rows]), targets[rows]).backward()
                    updater.step()
                model.eval()
                with torch.no_grad():
                    for part in (slice(1258, 1438), slice(1438, 1797)):
                        output = model(inputs[part])
                        cross_entropy(output, targets[part]).item()
                        (output.argmax(1) == targets[part]).float().mean().item()


def study(rounds):
    sweep = os.path.join("experiments", "first-comparison", "sweep.json")
    times = {"ours": [], "PyTorch": []}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            subprocess.run([PROGRAM, "sweep", sweep, "--quiet", "--output", folder], check=True, cwd=ROOT)
            times["ours"].append(time.perf_counter() - began)
        began = time.perf_counter()
        subprocess.run([sys.executable, os.path.abspath(__file__), "--child", "study"], check=True)
        times["PyTorch"].append(time.perf_counter() - began)
    own, other = statistics.median(times["ours"]), statistics.median(times["PyTorch"])
    print(f"first-comparison, 40 cells, command to report on {os.cpu_count()} cores: ours {own:.1f} s, a PyTorch process on one core "
          f"{other:.1f} s; ours / PyTorch {own / other:.2f}{'' if own / other <= 0.85 else ' !'} (bar 0.85), median of {rounds}")


def main():
    if sys.argv[1:2] == ["--child"]:
        return study_child() if sys.argv[2] == "study" else child(*sys.argv[2:5])
    parser = argparse.ArgumentParser(prog="compare.sh", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", default="softmax,mlp,nine,thirty,vgg11,resnet20", help="names, with commas; none for no row")
    parser.add_argument("--optimizers", default="sgd,adamw")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--study", action="store_true", help="also the whole study first-comparison")
    arguments = parser.parse_args()
    names = [name for name in arguments.rows.split(",") if name not in ("", "none")]
    wrong = [name for name in names if name not in ROWS] + [name for name in arguments.optimizers.split(",") if name not in OPTIMIZERS]
    if wrong:
        parser.error(f"'{wrong[0]}' is unknown; rows: {', '.join(ROWS)}; optimizers: {', '.join(OPTIMIZERS)}")
    if names:
        updates(names, arguments.optimizers.split(","), arguments.rounds)
    if arguments.study:
        study(arguments.rounds)


if __name__ == "__main__":
    main()
