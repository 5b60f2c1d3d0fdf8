namespace Experiments.Tests.Training.Stacking;

/// <summary>Compares optimizer updates of several cells together with separate updates of each cell.</summary>
public sealed class StateRowsTests : IDisposable
{
    private const int Cells = 3;
    private const long Length = 48;

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly KeptScalars _scalars = new();
    private readonly Tensor _start = ProofNumbers.Like(zeros(Cells, Length), 1);
    private readonly Tensor _gradients = ProofNumbers.Like(zeros(Cells, Length), 2);

    public static TheoryData<string> Rules => [.. OptimizerRegistry.Instance.Rows.Select(row => row.Name)];

    public void Dispose()
    {
        _scalars.Dispose();
        _scope.Dispose();
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Updates_together_and_alone_in_turns_give_the_bits_of_updates_alone(string name)
    {
        var rule = (OptimizerOptions)Activator.CreateInstance(OptimizerRegistry.Instance.Rows.Single(row => row.Name == name).OptionsType)!;
        if (rule is SgdOptions sgd)
            rule = sgd with { Momentum = 0.9 };
        using var noGradients = no_grad();
        var (values, alone) = (_start.clone(), States(_start.clone()));
        var cells = States(values);
        using var rows = new StateRows(cells, values.alias(), _gradients.alias(), _scalars);
        // The first update creates the tensors of the state. The first update may be a separate update of a cell or an update of all cells.
        foreach (var isTogether in name.Length % 2 == 0 ? new[] { true, true, false, true } : [false, true, true, false])
        {
            alone.ForEach(cell => cell.Update(rule, 0.01));
            if (!isTogether)
            {
                cells.ForEach(cell => cell.Update(rule, 0.01));
                continue;
            }

            Assert.True(rows.Join());
            rows.Update(rule, 0.01);
        }

        foreach (var (own, cell) in alone.Zip(cells))
        {
            Assert.True(Bits.AreEqual(own.Values, cell.Values));
            Assert.Equal(4, cell.Step);
            Assert.Equal(own.Tensors.Keys.Order(), cell.Tensors.Keys.Order());
            Assert.All(own.Tensors, tensor => Assert.True(Bits.AreEqual(tensor.Value, cell.Tensors[tensor.Key])));
        }

        alone.Concat(cells).ToList().ForEach(cell => cell.Dispose());
    }

    [Fact]
    public void Cells_with_different_numbers_of_updates_are_not_joined()
    {
        using var noGradients = no_grad();
        var values = _start.clone();
        var cells = States(values);
        using var rows = new StateRows(cells, values.alias(), _gradients.alias(), _scalars);
        cells[1].Update(new SgdOptions(), 0.01);

        Assert.False(rows.Join());

        cells.ForEach(cell => cell.Dispose());
    }

    [Fact]
    public void A_rule_that_mixes_its_elements_is_refused()
    {
        Assert.True(StepProof.Allows(new AdamWOptions(), _start, weightDecay: 0.01));
        Assert.False(StepProof.Allows(new Mixing(), _start, weightDecay: 0));
    }

    [Fact]
    public void Rules_with_equal_numbers_in_their_lists_are_equal()
    {
        Assert.Equal(new AdamOptions { Betas = [0.8, 0.9] }, new AdamOptions { Betas = [0.8, 0.9] });
        Assert.NotEqual(new AdamOptions { Betas = [0.8, 0.9] }, new AdamOptions { Betas = [0.8, 0.99] });
        Assert.NotEqual<OptimizerOptions>(new AdamOptions(), new AdamWOptions { WeightDecay = 0 });
    }

    private List<ParameterState> States(Tensor values) =>
        [.. Enumerable.Range(0, Cells).Select(cell => new ParameterState(values[cell], _gradients[cell], 0.01, _scalars))];

    private sealed record Mixing : OptimizerOptions
    {
        public override void Update(ParameterState state, Tensor gradient, double learningRate) => state.Values.sub_(gradient.mean());
    }
}
