namespace Experiments.Training;

/// <summary>Stores a model's buffers, such as running means and variances, in one tensor per data type.</summary>
public sealed class FlatBuffers : IDisposable
{
    /// <summary>Moves the buffers into flat tensors. The model must already be on its device.</summary>
    public FlatBuffers(Module model) => Layouts = [.. model.buffers(recurse: true)
        .GroupBy(buffer => (buffer.dtype, buffer.device.ToString()))
        .Select(buffers => new FlatTensors([.. buffers]))];

    /// <summary>One layout per data type; empty for a model without buffers.</summary>
    public IReadOnlyList<FlatTensors> Layouts { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var layout in Layouts)
            layout.Dispose();
    }
}
