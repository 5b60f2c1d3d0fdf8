using Experiments.Configuration;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Models;

/// <summary>An activation function: the base of every row of <see cref="ActivationRegistry"/>.</summary>
public abstract record ActivationOptions
{
    /// <summary>The module; never in place, because diagnostics read pre-activations.</summary>
    public abstract Module<Tensor, Tensor> Build();

    /// <summary>The function itself, on one number: φ(z).</summary>
    public abstract double Value(double z);

    /// <summary>Its derivative φ'(z); at a kink, PyTorch's choice.</summary>
    public abstract double Derivative(double z);
}

/// <summary>The activation functions that a config can name.</summary>
public static class ActivationRegistry
{
    /// <summary>The one list.</summary>
    public static Registry<ActivationOptions> Instance { get; } = new("activation", "kind");
}
