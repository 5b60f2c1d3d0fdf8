"""The rows of the comparison: networks, batches, numbers of updates, optimisers, precisions, bars."""
from dataclasses import dataclass

EXAMPLES = 4096  # a multiple of every batch size, so that all batches are full
HELD_OUT = 64


@dataclass(frozen=True)
class Bars:
    """Smallest acceptable ratios PyTorch / ours; None means no bar."""
    tuned: float | None
    written: float | None = None


@dataclass(frozen=True)
class Row:
    """A network and its training. Exactly one of widths, channels and depth is set, and it determines the kind."""
    title: str
    batch: int
    steps: int  # number of timed updates on a CPU, after as many untimed ones
    cpu: Bars
    cuda: Bars
    widths: tuple[int, ...] = ()  # MLP: inputs, hidden layers, outputs
    channels: str = ""  # VGG with batch normalisation: output channels, M for a max-pool
    depth: int = 0  # ResNet
    shape: tuple[int, int, int] = (1, 28, 28)  # of an image
    cuda_batch: int = 128
    cuda_steps: int = 500

    @property
    def is_convolutional(self):
        return not self.widths

    def batch_on(self, device):
        return self.cuda_batch if device == "cuda" else self.batch

    def steps_on(self, device):
        return self.cuda_steps if device == "cuda" else self.steps

    def bars_on(self, device, precision):
        """On CUDA the bars are for float32."""
        if device == "cpu":
            return self.cpu
        return self.cuda if precision == "float32" else Bars(None)

    def input_shape(self):
        return self.shape if self.is_convolutional else (self.widths[0],)


ROWS = {
    "softmax": Row("softmax, 784 features", 128, 3000, Bars(1.0), Bars(1.0), widths=(784, 10)),
    "mlp": Row("MLP 784-256-128-10", 128, 800, Bars(1.3, 1.25), Bars(1.3), widths=(784, 256, 128, 10)),
    "nine": Row("nine layers of 64", 64, 3000, Bars(1.1, 1.25), Bars(1.0), widths=(64,) * 9 + (10,), cuda_batch=64),
    "thirty": Row("thirty layers of 100", 32, 1000, Bars(1.0, 1.25), Bars(1.3), widths=(100,) * 30 + (10,), cuda_batch=32),
    "vgg11": Row("VGG-11, 28×28", 32, 10, Bars(1.0), Bars(1.0), channels="64 M 128 M 256 256 M 512 512 M 512 512",
                 cuda_steps=200),
    "vgg16": Row("VGG-16, 32×32", 32, 6, Bars(None), Bars(1.0), shape=(3, 32, 32), cuda_steps=200,
                 channels="64 64 M 128 128 M 256 256 256 M 512 512 512 M 512 512 512 M"),
    "resnet20": Row("ResNet-20, 32×32", 32, 20, Bars(1.0), Bars(1.0), depth=20, shape=(3, 32, 32), cuda_steps=200),
}

OPTIMIZERS = {
    "sgd": {"kind": "sgd", "lr": 0.01, "momentum": 0.9, "weight_decay": 0.0005},
    "adamw": {"kind": "adamw", "lr": 0.001, "weight_decay": 0.01},
}

PRECISIONS = ("float32", "tf32", "bfloat16")
