namespace Experiments.Training;

/// <summary>A copy of the buffers of several networks, such as the running means of batch normalisation.</summary>
internal sealed class CellBuffers
{
    private readonly IReadOnlyList<(Tensor Own, Tensor Copy)> _buffers;

    /// <summary>Copies into the current dispose scope.</summary>
    public CellBuffers(IEnumerable<Module> models)
    {
        using var noGradients = no_grad();
        _buffers = [.. models.SelectMany(model => model.named_buffers(recurse: true, include_nonpersistent: true))
            .Select(buffer => (buffer.buffer, buffer.buffer.clone()))];
    }

    /// <summary>Whether the networks have buffers.</summary>
    public bool Any => _buffers.Count > 0;

    /// <summary>Puts the copies back.</summary>
    public void Restore()
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        foreach (var (own, copy) in _buffers)
            own.copy_(copy);
    }

    /// <summary>Whether the networks hold what the copies hold.</summary>
    public bool AreUnchanged() => _buffers.All(
        buffer => Agreement.Of(buffer.Own.to(ScalarType.Float64), buffer.Copy.to(ScalarType.Float64)));
}
