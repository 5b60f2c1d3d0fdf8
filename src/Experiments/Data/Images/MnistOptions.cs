using Experiments.Data.Download;

namespace Experiments.Data.Images;

/// <summary>Handwritten digits: 60,000 images for training, 10,000 for test (Y. LeCun, L.
/// Bottou, Y. Bengio and P. Haffner, 1998).</summary>
public sealed record MnistOptions : IdxOptions
{
    public override RemoteDataSet Remote => DataCatalogue.Mnist;

    private protected override IdxFolder Folder { get; } = new(
        "mnist",
        ["mnist", Path.Combine("MNIST", "raw"), "MNIST"],
        ["fashion-mnist", "fashion_mnist", "FashionMNIST", "kmnist"],
        "or torchvision.datasets.MNIST(root, download=True) in Python");

    private protected override IReadOnlyList<string> ClassNames { get; } = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
}
