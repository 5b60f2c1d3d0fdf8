namespace Experiments.Signal.Measure;

/// <summary>Copies a model's buffers, and restores them on disposal, because a measurement in training mode changes the running
/// statistics.</summary>
internal sealed class KeptBuffers : IDisposable
{
    private readonly List<(Tensor Buffer, Tensor Before)> _buffers;

    public KeptBuffers(Module<Tensor, Tensor> model) =>
        _buffers = [.. model.named_buffers(recurse: true).Select(named => (named.Item2, named.Item2.clone()))];

    /// <inheritdoc/>
    public void Dispose()
    {
        using var noGradients = no_grad();
        foreach (var (buffer, before) in _buffers)
        {
            buffer.copy_(before);
            before.Dispose();
        }
    }
}
