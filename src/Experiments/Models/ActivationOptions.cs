namespace Experiments.Models;

/// <summary>An activation function; base of every row of <see cref="ActivationRegistry"/>.</summary>
public abstract record ActivationOptions
{
    /// <summary>Family in initialisation theory; determines the choice of the scheme <c>auto</c> and the warnings.</summary>
    public virtual ActivationFamily Family => ActivationFamily.Other;

    /// <summary>Slope of a rectifier for negative inputs; NaN for other functions.</summary>
    public virtual double NegativeSlope => double.NaN;

    /// <summary>Points where the function or its derivative is not smooth; quadrature is split there.</summary>
    public virtual IReadOnlyList<double> Kinks => [];

    /// <summary>Whether the function draws random numbers in training mode.</summary>
    public virtual bool DrawsRandomNumbers => false;

    /// <summary>Builds the module, never in place, because diagnostics read pre-activations.</summary>
    public abstract Module<Tensor, Tensor> Build();

    /// <summary>The function φ(z).</summary>
    public abstract double Value(double z);

    /// <summary>The derivative φ'(z); at a kink, PyTorch's choice.</summary>
    public abstract double Derivative(double z);

    /// <summary>Returns these options with the settings of <paramref name="module"/> if it computes this function, otherwise
    /// null.</summary>
    public abstract ActivationOptions? Recognise(Module module);
}
