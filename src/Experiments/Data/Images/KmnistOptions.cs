using Experiments.Data.Download;

namespace Experiments.Data.Images;

/// <summary>Cursive Japanese characters, one class per row of the hiragana table: 60,000 for training, 10,000 for test
/// (T. Clanuwat et al., arXiv:1812.01718).</summary>
public sealed record KmnistOptions : IdxOptions
{
    public override RemoteDataSet Remote => DataCatalogue.Kmnist;

    private protected override IdxFolder Folder { get; } = new(
        "kmnist",
        ["kmnist", Path.Combine("KMNIST", "raw"), "KMNIST"],
        ["mnist", "fashion-mnist", "fashion_mnist", "FashionMNIST"],
        "or torchvision.datasets.KMNIST(root, download=True) in Python");

    private protected override IReadOnlyList<string> ClassNames { get; } = ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"];
}
