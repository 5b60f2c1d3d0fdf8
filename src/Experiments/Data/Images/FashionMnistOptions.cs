namespace Experiments.Data.Images;

/// <summary>Pictures of clothes: 60,000 images for training, 10,000 for test (H. Xiao, K. Rasul and R. Vollgraf, arXiv:1708.07747).</summary>
public sealed record FashionMnistOptions : IdxOptions
{
    private protected override IdxFolder Folder { get; } = new(
        "fashion_mnist",
        ["fashion-mnist", "fashion_mnist", Path.Combine("FashionMNIST", "raw"), "FashionMNIST"],
        ["mnist"],
        "on Debian and Ubuntu, 'apt install dataset-fashion-mnist' does it; elsewhere they are served at https://github.com/zalandoresearch/fashion-mnist");

    private protected override IReadOnlyList<string> ClassNames { get; } =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];
}
