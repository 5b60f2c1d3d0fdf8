"""The networks of the rows in PyTorch, with the same parameters as this program's."""
from torch import nn


def build(row):
    if row.widths:
        return mlp(row.widths)
    return vgg(row.channels, row.shape) if row.channels else resnet(row.depth, row.shape[0])


def mlp(widths, bias=True):
    layers = [nn.Flatten()]
    for n_in, n_out in zip(widths[:-2], widths[1:-1]):
        layers += [nn.Linear(n_in, n_out, bias=bias), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers, nn.Linear(widths[-2], widths[-1], bias=bias))


def vgg(channels, shape):
    layers, (n_in, size, _) = [], shape
    for word in channels.split():
        if word == "M":
            layers.append(nn.MaxPool2d(2))
            size //= 2
        else:
            layers += [nn.Conv2d(n_in, int(word), 3, padding=1), nn.BatchNorm2d(int(word)), nn.ReLU(inplace=True)]
            n_in = int(word)
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(n_in * size * size, 10))


def convolution(n_in, n_out, stride=1):
    return [nn.Conv2d(n_in, n_out, 3, stride, 1, bias=False), nn.BatchNorm2d(n_out)]


class Residual(nn.Module):
    """Two convolutions. If the size changes, the shortcut uses every second row and column and adds channels of zeros."""

    def __init__(self, n_in, n_out, stride):
        super().__init__()
        self.branch = nn.Sequential(*convolution(n_in, n_out, stride), nn.ReLU(inplace=True), *convolution(n_out, n_out))
        self.added, self.stride = n_out - n_in, stride

    def forward(self, x):
        y = self.branch(x)
        if self.stride > 1:
            x = nn.functional.pad(x[:, :, ::self.stride, ::self.stride], (0, 0, 0, 0, 0, self.added))
        return nn.functional.relu(y + x)


def resnet(depth, n_in):
    layers, n_in = [*convolution(n_in, 16), nn.ReLU(inplace=True)], 16
    for stage, width in enumerate((16, 32, 64)):
        for i in range((depth - 2) // 6):
            layers.append(Residual(n_in, width, 2 if stage > 0 and i == 0 else 1))
            n_in = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))
