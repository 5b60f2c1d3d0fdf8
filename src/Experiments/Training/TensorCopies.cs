namespace Experiments.Training;

/// <summary>Copies of tensors that can be restored.</summary>
internal sealed class TensorCopies : IDisposable
{
    private readonly IReadOnlyList<Tensor> _originals;
    private readonly IReadOnlyList<Tensor> _copies;

    /// <summary>Copies the tensors.</summary>
    public TensorCopies(IReadOnlyList<Tensor> originals)
    {
        using var scope = NewDisposeScope();
        _originals = originals;
        _copies = [.. originals.Select(tensor => tensor.detach().clone())];
        // The copies leave the dispose scope only after all of them are made. If memory runs out earlier, the scope frees the copies made
        // so far.
        foreach (var copy in _copies)
            copy.DetachFromDisposeScope();
    }

    /// <summary>The copies, in the order of the tensors.</summary>
    public IReadOnlyList<Tensor> Values => _copies;

    /// <summary>Whether <paramref name="originals"/> are the tensors that were copied.</summary>
    public bool AreOf(IReadOnlyList<Tensor> originals) => originals.SequenceEqual(_originals, ReferenceEqualityComparer.Instance);

    /// <summary>Copies the tensors again.</summary>
    public void Take() => Copy(_originals, _copies);

    /// <summary>Restores the tensors' values from the copies, bit for bit.</summary>
    public void PutBack() => Copy(_copies, _originals);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var copy in _copies)
            copy.Dispose();
    }

    private static void Copy(IReadOnlyList<Tensor> from, IReadOnlyList<Tensor> to)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        for (var i = 0; i < from.Count; i++)
            to[i].copy_(from[i]);
    }
}
