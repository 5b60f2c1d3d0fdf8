namespace Experiments.Training;

/// <summary>
/// Lays tensors out in one: each becomes a view of its part. An operator on the whole tensor then does what one operator for each tensor
/// would, with the same values bit for bit, since each element is computed alone.
/// </summary>
public sealed class FlatTensors : IDisposable
{
    // A part begins at a multiple of 64 bytes, as a tensor of its own would.
    private const long Alignment = 64;

    private readonly long[][] _shapes;
    private readonly long[] _starts;

    /// <summary>Moves the tensors, all of one precision and on one device.</summary>
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

    /// <summary>All tensors; the elements between two of them are 0 and belong to none.</summary>
    public Tensor Values { get; }

    /// <summary>The tensors, now views.</summary>
    public IReadOnlyList<Tensor> Members { get; }

    /// <summary>The part of one tensor, in its shape, of a tensor that is laid out as <see cref="Values"/>.</summary>
    public Tensor View(Tensor flat, int index) =>
        flat.narrow(0, _starts[index], _shapes[index].Aggregate(1L, (product, size) => product * size)).view(_shapes[index]);

    /// <summary>Moves the tensors into other memory, such as a row of a larger tensor.</summary>
    /// <param name="values">Laid out as <see cref="Values"/>; its contents are replaced.</param>
    internal void MoveTo(Tensor values)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        Values.set_(values.copy_(Values));
        for (var i = 0; i < Members.Count; i++)
            Members[i].set_(View(Values, i));
    }

    /// <summary>The part of one tensor in each row of [rows, length of <see cref="Values"/>]: [rows, shape…].</summary>
    internal Tensor ViewOfRows(Tensor rows, int index) =>
        rows.narrow(1, _starts[index], Members[index].numel()).view([rows.shape[0], .. _shapes[index]]);

    /// <summary>Whether both lay out equal shapes in the same places.</summary>
    internal bool IsLaidOutAs(FlatTensors other) =>
        Values.dtype == other.Values.dtype && _starts.SequenceEqual(other._starts)
        && _shapes.Zip(other._shapes).All(pair => pair.First.SequenceEqual(pair.Second));

    /// <inheritdoc/>
    public void Dispose() => Values.Dispose();
}
