using Experiments.Scripts;

namespace Experiments.Initialization;

/// <summary>A method to fill one parameter; base of every row of <see cref="SchemeRegistry"/>.</summary>
public abstract record Scheme
{
    /// <summary>Returns the scheme for this parameter: this scheme, or the choice of <c>auto</c>.</summary>
    public virtual Scheme Resolve(InitTarget target) => this;

    /// <summary>Returns the reason why the scheme can't fill this parameter; null if it can. The reason is the end of a sentence that
    /// begins with the scheme's name.</summary>
    public virtual string? Objection(InitTarget target) => null;

    /// <summary>Returns the distribution of the values; null if unknown in advance. Predictions and verdicts use only this property of a
    /// scheme.</summary>
    public abstract WeightLaw? Law(InitTarget target);

    /// <summary>Returns the statement of an exported PyTorch script that fills the parameter with the same numbers, drawn from the global
    /// generator; null if there is none. The script then reads the initial weights from a file.</summary>
    /// <param name="tensor">The parameter in the script. The statement runs under <c>torch.no_grad()</c>.</param>
    public virtual PyText? PyTorch(InitTarget target, string tensor) => null;

    /// <summary>Fills a contiguous float32 CPU tensor of the parameter's shape. All random numbers must come from
    /// <paramref name="generator"/>.</summary>
    public abstract void Fill(Tensor tensor, InitTarget target, Generator generator);

    /// <summary>Returns the factor g in <c>std = g / sqrt(fan)</c>, or null if the scheme does not use a fan.</summary>
    public virtual double? Gain(InitTarget target) => null;

    /// <summary>Returns the share of the layer's units whose weights are all set to 0. If the zeros are random, returns the expected
    /// share.</summary>
    public virtual double EmptyShare(InitTarget target) => 0;

    /// <summary>Returns the end of a Python statement that multiplies a tensor in place; empty for the factor 1.</summary>
    private protected static string Times(double gain) => gain == 1 ? "" : $".mul_({Py.Number(gain)})";
}
