using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>One activation behind another with nothing between them, outer(inner(z)), as behind a
/// residual connection whose branch is zero.</summary>
internal sealed record ComposedActivation(ActivationOptions Outer, ActivationOptions Inner) : ActivationOptions
{
    /// <inheritdoc/>
    public override IReadOnlyList<double> Kinks => [.. Inner.Kinks.Union(Outer.Kinks).Order()];

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => Sequential(Inner.Build(), Outer.Build());

    /// <inheritdoc/>
    public override double Value(double z) => Outer.Value(Inner.Value(z));

    /// <summary>Derivative of the outer function at the inner one's output: the factor of a
    /// gradient on its way back to that output.</summary>
    public override double Derivative(double z) => Outer.Derivative(Inner.Value(z));

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) => null;
}
