namespace Experiments.Training;

/// <summary>Lays a model's buffers, such as running means and variances, out in one tensor for each type of number.</summary>
public sealed class FlatBuffers : IDisposable
{
    /// <summary>Moves the buffers; create it after the model is on its device.</summary>
    public FlatBuffers(Module model) => Layouts = [.. model.buffers(recurse: true)
        .GroupBy(buffer => (buffer.dtype, buffer.device.ToString()))
        .Select(buffers => new FlatTensors([.. buffers]))];

    /// <summary>One layout for each type of number; none for a model without buffers.</summary>
    public IReadOnlyList<FlatTensors> Layouts { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var layout in Layouts)
            layout.Dispose();
    }
}
