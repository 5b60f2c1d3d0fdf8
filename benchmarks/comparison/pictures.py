"""Generates images in the formats that the program reads, so that a comparison downloads nothing.

Each class has a random mean image; an image is that mean plus noise.
"""
import gzip
import os
import random
import struct

CLASSES = 10


def _draw(count, values, seed):
    """Yields labels, and images as rows of bytes."""
    source = random.Random(seed)
    means = [source.randbytes(values) for _ in range(CLASSES)]
    labels = bytes(source.randrange(CLASSES) for _ in range(count))
    # Half of each byte comes from the mean of the class and half from noise.
    half = bytes(value // 2 for value in range(256))
    means = [int.from_bytes(mean.translate(half), "little") for mean in means]
    for label in labels:
        noise = int.from_bytes(source.randbytes(values).translate(half), "little")
        yield label, (means[label] + noise).to_bytes(values, "little")


def write_idx(folder, train, test, side=28):
    """Writes the four files of Fashion-MNIST: train-images-idx3-ubyte.gz and so on."""
    os.makedirs(folder, exist_ok=True)
    for seed, (name, count) in enumerate((("train", train), ("t10k", test))):
        labels, images = zip(*_draw(count, side * side, seed))
        # Level 1: a fast compression is enough for a temporary file.
        with gzip.open(os.path.join(folder, f"{name}-images-idx3-ubyte.gz"), "wb", 1) as file:
            file.write(struct.pack(">4i", 0x803, count, side, side) + b"".join(images))
        with gzip.open(os.path.join(folder, f"{name}-labels-idx1-ubyte.gz"), "wb", 1) as file:
            file.write(struct.pack(">2i", 0x801, count) + bytes(labels))


def write_cifar(folder, train, test):
    """Writes the files of the binary version of CIFAR-10: rows of a label and 3,072 pixels."""
    batches = os.path.join(folder, "cifar-10-batches-bin")
    os.makedirs(batches, exist_ok=True)
    sizes = {f"data_batch_{i + 1}.bin": train // 5 + (1 if i < train % 5 else 0) for i in range(5)}
    for seed, (name, count) in enumerate({**sizes, "test_batch.bin": test}.items()):
        with open(os.path.join(batches, name), "wb") as file:
            for label, image in _draw(count, 3 * 32 * 32, seed):
                file.write(bytes([label]) + image)
