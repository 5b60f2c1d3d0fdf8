namespace Experiments.Training;

/// <summary>
/// Stores several tensors as views of one flat tensor. One elementwise operator on the flat tensor then replaces one operator per tensor.
/// The result is the same bit for bit, because an elementwise operator computes each element independently.
/// </summary>
public sealed class FlatTensors : IDisposable
{
    // Each view begins at a multiple of 64 bytes, like a tensor with its own memory.
    private const long Alignment = 64;

    private readonly long[][] _shapes;
    private readonly long[] _starts;

    /// <summary>Moves the tensors into the flat tensor. All must have the same precision and device.</summary>
    public FlatTensors(IReadOnlyList<Tensor> members)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        Members = members;
        _shapes = [.. members.Select(member => member.shape)];
        _starts = new long[members.Count];
        var step = Alignment / members[0].element_size();
        var length = 0L;
        for (var i = 0; i < members.Count; i++)
        {
            _starts[i] = length;
            length += (members[i].numel() + step - 1) / step * step;
        }

        Values = zeros([length], dtype: members[0].dtype, device: members[0].device).DetachFromDisposeScope();
        for (var i = 0; i < members.Count; i++)
        {
            var view = View(Values, i);
            view.copy_(members[i]);
            members[i].set_(view);
        }
    }

    /// <summary>All tensors; padding elements between two tensors are 0.</summary>
    public Tensor Values { get; }

    /// <summary>The stored tensors, as views of <see cref="Values"/>.</summary>
    public IReadOnlyList<Tensor> Members { get; }

    /// <summary>Returns the part of <paramref name="flat"/> that belongs to one stored tensor, as a view in the shape of the stored
    /// tensor.</summary>
    public Tensor View(Tensor flat, int index) =>
        flat.narrow(0, _starts[index], _shapes[index].Aggregate(1L, (product, size) => product * size)).view(_shapes[index]);

    /// <summary>Moves the tensors to other memory, such as a row of a larger tensor.</summary>
    /// <param name="values">Tensor laid out like <see cref="Values"/>; its contents are overwritten.</param>
    internal void MoveTo(Tensor values)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        Values.set_(values.copy_(Values));
        for (var i = 0; i < Members.Count; i++)
            Members[i].set_(View(Values, i));
    }

    /// <summary>Each row of <paramref name="rows"/> is laid out like <see cref="Values"/>. Returns the view [rows, shape…] of one stored
    /// tensor in all rows.</summary>
    internal Tensor ViewOfRows(Tensor rows, int index) =>
        rows.narrow(1, _starts[index], Members[index].numel()).view([rows.shape[0], .. _shapes[index]]);

    /// <summary>Whether both objects store tensors of equal shapes at the same offsets.</summary>
    internal bool IsLaidOutAs(FlatTensors other) =>
        Values.dtype == other.Values.dtype && _starts.SequenceEqual(other._starts)
        && _shapes.Zip(other._shapes).All(pair => pair.First.SequenceEqual(pair.Second));

    /// <inheritdoc/>
    public void Dispose() => Values.Dispose();
}
