namespace Experiments.Data;

/// <summary>Parts of a data set. Only <see cref="Validation"/> is used to choose the best checkpoint; metrics of <see cref="Test"/> are
/// only reported.</summary>
public sealed record DataSplits(DataDescription Description, Split Train, Split? Validation, Split? Test) : IDisposable
{
    /// <summary>Random change of each training batch; null without augmentation. Evaluation uses unchanged inputs.</summary>
    public IAugmentation? Augmentation { get; init; }

    /// <summary>The parts that exist, in the order train, validation, test.</summary>
    public IEnumerable<Split> Parts => new[] { Train, Validation, Test }.OfType<Split>();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in Parts)
            part.Dispose();
    }
}
