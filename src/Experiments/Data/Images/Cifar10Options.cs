using Experiments.Data.Download;

namespace Experiments.Data.Images;

/// <summary>CIFAR-10: ten classes, rows of 3,073 bytes.</summary>
public sealed record Cifar10Options : CifarOptions
{
    public override RemoteDataSet Remote => DataCatalogue.Cifar10;

    private protected override (int Count, int Chosen) LabelBytes => (1, 0);

    private protected override IReadOnlyList<string> ClassNames { get; } =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];
}
