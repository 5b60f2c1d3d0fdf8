namespace Experiments.Training;

/// <summary>
/// Dropout of all cells in one multiplication. Each cell's generator fills the cell's part of the mask, with the same random numbers as in
/// separate training.
/// </summary>
internal sealed class StackedDropout : StackedModule
{
    private readonly double _probability;
    private readonly GeneratorStates _generators;

    private StackedDropout(double probability, GeneratorStates generators) => (_probability, _generators) = (probability, generators);

    /// <inheritdoc/>
    public override bool DrawsRandomNumbers => true;

    /// <summary>Returns the stack of the cells' layers. If the layers have different probabilities or draw no random numbers, returns
    /// <paramref name="apart"/>.</summary>
    public static StackedModule Of(IReadOnlyList<Modules.Dropout> cells, StackContext context, SlicedModule apart) =>
        cells[0].p is > 0 and < 1 && cells.All(cell => cell.p == cells[0].p)
            ? new StackedDropout(cells[0].p, context.Generators)
            : apart;

    /// <inheritdoc/>
    public override StackedSignal Forward(StackedSignal signal)
    {
        var input = signal.Together;
        var mask = input.new_empty(input.shape);
        for (var cell = 0; cell < input.size(0); cell++)
        {
            _generators.Enter(cell);
            using var own = mask[cell];
            own.bernoulli_(1 - _probability);
            _generators.Leave(cell);
        }

        return new StackedSignal(input * mask.div_(1 - _probability));
    }
}
