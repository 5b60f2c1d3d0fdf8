using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>Two activations one after the other, outer(inner(z)). A residual connection whose branch is zero has this effect.</summary>
internal sealed record ComposedActivation(ActivationOptions Outer, ActivationOptions Inner) : ActivationOptions
{
    /// <inheritdoc/>
    public override IReadOnlyList<double> Kinks => [.. Inner.Kinks.Union(Outer.Kinks).Order()];

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> Build() => Sequential(Inner.Build(), Outer.Build());

    /// <inheritdoc/>
    public override double Value(double z) => Outer.Value(Inner.Value(z));

    /// <summary>Returns the derivative of the outer function at the output of the inner function. In the backward pass, the gradient with
    /// respect to the output of the inner function is multiplied by this derivative.</summary>
    public override double Derivative(double z) => Outer.Derivative(Inner.Value(z));

    /// <inheritdoc/>
    public override ActivationOptions? Recognise(Module module) => null;
}
