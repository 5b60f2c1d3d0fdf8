using Experiments.Models;

namespace Experiments.Training;

/// <summary>Runs the module of each cell on the cell's part of the signal. This method is correct for any module.</summary>
internal sealed class SlicedModule(IReadOnlyList<Module<Tensor, Tensor>> cells, GeneratorStates generators) : StackedModule
{
    /// <inheritdoc/>
    public override bool DrawsRandomNumbers { get; } = cells.Any(DrawsIn);

    /// <inheritdoc/>
    public override StackedSignal Forward(StackedSignal signal) => new([.. signal.Apart.Select(Output)]);

    private Tensor Output(Tensor input, int cell)
    {
        if (!DrawsRandomNumbers)
            return cells[cell].call(input);
        generators.Enter(cell);
        var output = cells[cell].call(input);
        generators.Leave(cell);
        return output;
    }

    // An unknown module may draw random numbers.
    private static bool DrawsIn(Module module) => module switch
    {
        Modules.Linear or Modules.Convolution or Modules.NormBase or Modules.LayerNorm or Modules.PReLU => false,
        IWeightedModule or ScalarBias or ScalarMultiplier => false,
        Modules.Sequential or Network or Residual => module.children().Any(DrawsIn),
        Module<Tensor, Tensor> layer => ActivationRegistry.Recognise(layer) is null,
        _ => true,
    };
}
