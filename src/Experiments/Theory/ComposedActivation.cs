using Experiments.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Theory;

/// <summary>One activation behind another with nothing between them, outer(inner(z)), as behind a residual connection whose branch is zero.</summary>
internal sealed record ComposedActivation(ActivationOptions Outer, ActivationOptions Inner) : ActivationOptions
{
    /// <inheritdoc/>
    public override IReadOnlyList<double> Kinks => [.. Inner.Kinks.Union(Outer.Kinks).Order()];

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => Sequential(Inner.Build(), Outer.Build());

    /// <inheritdoc/>
    public override double Value(double z) => Outer.Value(Inner.Value(z));

    /// <summary>The derivative of the outer function where the inner one takes its argument: what a gradient meets on its way back to the inner function's output.</summary>
    public override double Derivative(double z) => Outer.Derivative(Inner.Value(z));

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) => null;
}
