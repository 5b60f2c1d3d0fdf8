using TorchSharp.Modules;

namespace Experiments.Training;

/// <summary>
/// Parameters and gradients of all cells in common memory: one tensor [cells, length] for each group of an optimiser. Row k holds the
/// parameters of cell k in the layout of <see cref="FlatParameters"/>. The parameters of the cell's model are views of this row. The cell's
/// optimiser, evaluations and checkpoints therefore read the same values as the stack.
/// </summary>
internal sealed class StackedState : IDisposable
{
    private readonly List<Tensor> _owned = [];
    private readonly List<Tensor> _values = [];
    private readonly List<Tensor> _gradients = [];
    private readonly SortedDictionary<int, Tensor> _gradientRows = [];
    private readonly Dictionary<IntPtr, StackedParameter> _parameters = [];

    /// <summary>Moves the parameters of all optimisers into the common memory. All optimisers must have the same layout.</summary>
    /// <param name="parameters">Parameters of the first cell.</param>
    public StackedState(IReadOnlyList<Optimizer> optimizers, IReadOnlyList<Parameter> parameters)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var layouts = optimizers.Select(optimizer => optimizer.Groups).ToList();
        for (var group = 0; group < layouts[0].Count; group++)
        {
            var (flat, members) = layouts[0][group];
            var values = Kept(flat.Values.new_zeros([optimizers.Count, flat.Values.numel()]));
            var gradients = Kept(zeros_like(values));
            _values.Add(values);
            _gradients.Add(gradients);
            for (var cell = 0; cell < optimizers.Count; cell++)
                layouts[cell][group].Flat.MoveTo(values[cell], gradients[cell]);
            for (var place = 0; place < members.Count; place++)
                Add(members[place], parameters[members[place]], flat.Layout.ViewOfRows(values, place),
                    flat.Layout.ViewOfRows(gradients, place));
        }
    }

    /// <summary>Parameters of all cells, one tensor [cells, length] per group.</summary>
    public IReadOnlyList<Tensor> Values => _values;

    /// <summary>Gradients of all cells, one tensor per group.</summary>
    public IReadOnlyList<Tensor> Gradients => _gradients;

    /// <summary>Whether all optimisers lay out their parameters in the same way.</summary>
    public static bool CanHold(IReadOnlyList<Optimizer> optimizers)
    {
        var layouts = optimizers.Select(optimizer => optimizer.Groups).ToList();
        return layouts[0].Count > 0 && layouts.All(layout => layout.Count == layouts[0].Count
            && layout.Zip(layouts[0]).All(pair => pair.First.Members.SequenceEqual(pair.Second.Members)
                && pair.First.Flat.Layout.IsLaidOutAs(pair.Second.Flat.Layout)));
    }

    /// <summary>Returns a parameter of all cells.</summary>
    /// <param name="ofFirst">The parameter of the first cell.</param>
    /// <returns>Null if the parameter has had no gradient.</returns>
    public StackedParameter? Of(Parameter ofFirst) => _parameters.GetValueOrDefault(ofFirst.Handle);

    /// <summary>Norms of the gradients, [cells, parameters].</summary>
    public Tensor Norms() => Training.Gradients.NormsOfRows(_gradientRows.Values);

    /// <summary>
    /// Whether <see cref="Norms"/> and the norms of its rows have the same bits as the norms that each cell measures separately. For the
    /// comparison the gradients are filled with non-zero numbers, because the norm of a zero gradient does not depend on the order of a
    /// sum.
    /// </summary>
    /// <param name="optimizers">The optimisers of all cells, in order.</param>
    public bool AgreesInNorms(IReadOnlyList<Optimizer> optimizers)
    {
        using var scope = NewDisposeScope();
        var gradients = _gradients.Select(group => group.clone()).ToList();
        try
        {
            foreach (var (index, group) in _gradients.Index())
                group.copy_(ProofNumbers.Like(group, index));
            var norms = Norms();
            var whole = norms.norm(1, keepdim: false, 2.0f);
            return optimizers.Index().All(cell => Training.Gradients.Norms(cell.Item.Gradients) is var own
                && Agreement.Of(own, norms[cell.Index]) && Agreement.Of(own.norm(2.0f), whole[cell.Index]));
        }
        finally
        {
            foreach (var (group, own) in _gradients.Zip(gradients))
                group.copy_(own);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _owned.ForEach(tensor => tensor.Dispose());

    private void Add(int index, Parameter ofFirst, Tensor values, Tensor gradients)
    {
        _parameters[ofFirst.Handle] = new StackedParameter(Kept(values.detach().requires_grad_()), Kept(gradients));
        _gradientRows[index] = Kept(gradients.flatten(start_dim: 1));
    }

    private Tensor Kept(Tensor tensor)
    {
        _owned.Add(tensor.DetachFromDisposeScope());
        return tensor;
    }
}
