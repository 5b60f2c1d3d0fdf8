using Experiments.Data.Download;

namespace Experiments.Data.Images;

/// <summary>Pictures of clothes: 60,000 images for training, 10,000 for test (H. Xiao, K.
/// Rasul and R. Vollgraf, arXiv:1708.07747).</summary>
public sealed record FashionMnistOptions : IdxOptions
{
    public override RemoteDataSet Remote => DataCatalogue.FashionMnist;

    private protected override IdxFolder Folder { get; } = new(
        "fashion_mnist",
        ["fashion-mnist", "fashion_mnist", Path.Combine("FashionMNIST", "raw"), "FashionMNIST"],
        ["mnist", "kmnist"],
        "or 'apt install dataset-fashion-mnist' on Debian and Ubuntu");

    private protected override IReadOnlyList<string> ClassNames { get; } =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];
}
