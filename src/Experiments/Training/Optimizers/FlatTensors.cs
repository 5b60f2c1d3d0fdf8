namespace Experiments.Training;

/// <summary>
/// Stores several tensors in one: each becomes a view of its part. One operator on the whole tensor then replaces one operator per tensor.
/// The values are the same bit for bit, because each element is computed independently.
/// </summary>
public sealed class FlatTensors : IDisposable
{
    // A part begins at a multiple of 64 bytes, like a tensor allocated alone.
    private const long Alignment = 64;

    private readonly long[][] _shapes;
    private readonly long[] _starts;

    /// <summary>Moves the tensors, which all have the same precision and device.</summary>
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

    /// <summary>The tensors, now views.</summary>
    public IReadOnlyList<Tensor> Members { get; }

    /// <summary>Returns the view of one tensor, in its shape, of a tensor laid out like <see cref="Values"/>.</summary>
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

    /// <summary>Returns the view [rows, shape…] of one tensor in each row of [rows, length of <see cref="Values"/>].</summary>
    internal Tensor ViewOfRows(Tensor rows, int index) =>
        rows.narrow(1, _starts[index], Members[index].numel()).view([rows.shape[0], .. _shapes[index]]);

    /// <summary>Whether both have tensors of equal shapes at the same offsets.</summary>
    internal bool IsLaidOutAs(FlatTensors other) =>
        Values.dtype == other.Values.dtype && _starts.SequenceEqual(other._starts)
        && _shapes.Zip(other._shapes).All(pair => pair.First.SequenceEqual(pair.Second));

    /// <inheritdoc/>
    public void Dispose() => Values.Dispose();
}
