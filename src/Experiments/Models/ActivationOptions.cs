using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>An activation function; base of every row of <see cref="ActivationRegistry"/>.</summary>
public abstract record ActivationOptions
{
    /// <summary>Family in initialisation theory. The family determines the scheme that <c>auto</c> chooses, and the warnings.</summary>
    public virtual ActivationFamily Family => ActivationFamily.Other;

    /// <summary>Slope of a rectifier for negative inputs; NaN for other functions.</summary>
    public virtual double NegativeSlope => double.NaN;

    /// <summary>Points at which the function or its derivative is not smooth; numerical integration splits its interval at these
    /// points.</summary>
    public virtual IReadOnlyList<double> Kinks => [];

    /// <summary>Whether the function draws random numbers in training mode.</summary>
    public virtual bool DrawsRandomNumbers => false;

    /// <summary>Builds the module. The module must not work in place, because diagnostics read its input afterwards.</summary>
    public abstract Module<Tensor, Tensor> Build();

    /// <summary>Returns the module in an exported PyTorch script; null if a script can't have this activation.</summary>
    public virtual PyText? PyTorch() => null;

    /// <summary>The function φ(z).</summary>
    public abstract double Value(double z);

    /// <summary>The derivative φ'(z); at a kink, the value that PyTorch uses.</summary>
    public abstract double Derivative(double z);

    /// <summary>Returns these options with the settings of <paramref name="module"/> if the module computes this function, otherwise
    /// null.</summary>
    public abstract ActivationOptions? Recognise(Module module);
}
