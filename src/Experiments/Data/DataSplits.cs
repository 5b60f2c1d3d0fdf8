using static TorchSharp.torch;

namespace Experiments.Data;

/// <summary>The parts of a data set. Selection looks at <see cref="Validation"/> only; <see cref="Test"/> is reported.</summary>
public sealed record DataSplits(DataDescription Description, Split Train, Split? Validation, Split? Test) : IDisposable
{
    /// <summary>What changes each training batch at random; null for nothing. Evaluation sees the inputs as they are.</summary>
    public IAugmentation? Augmentation { get; init; }

    /// <summary>Those that there are: train, validation, test.</summary>
    public IEnumerable<Split> Parts => new[] { Train, Validation, Test }.OfType<Split>();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in Parts)
            part.Dispose();
    }
}
