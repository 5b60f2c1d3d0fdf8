using Experiments.Configuration;
using static TorchSharp.torch;

namespace Experiments.Initialization;

/// <summary>A way to fill one parameter: the base of every row of <see cref="SchemeRegistry"/>.</summary>
public abstract record Scheme
{
    /// <summary>The scheme that is meant for this parameter: itself, or what <c>auto</c> stands for there.</summary>
    public virtual Scheme Resolve(InitTarget target) => this;

    /// <summary>Why this parameter can't be filled so, as the end of a sentence that begins with the scheme's name; null where it can.</summary>
    public virtual string? Objection(InitTarget target) => null;

    /// <summary>The standard deviation of the values it will draw, over all entries, zeros included; null where it isn't known before.</summary>
    public abstract double? Std(InitTarget target);

    /// <summary>Fills a contiguous float32 tensor on the CPU that has the parameter's shape, drawing from <paramref name="generator"/> alone.</summary>
    public abstract void Fill(Tensor tensor, InitTarget target, Generator generator);

    /// <summary>For schemes that set the variance by a fan: the factor g in <c>std = g / sqrt(fan)</c>; null for all others.</summary>
    public virtual double? Gain(InitTarget target) => null;

    /// <summary>
    /// By how much squares of entries vary more than those of normal ones, whose variance is twice the square of their mean: <c>Var(w²) / (E w²)² − 2</c>, the excess kurtosis of independent
    /// entries about 0. −1.2 of uniform ones.
    /// </summary>
    public virtual double ExcessKurtosis(InitTarget target) => 0;

    /// <summary>The share of the layer's units whose weights are all 0, where the scheme leaves some out by its nature; of a random choice, the expected one.</summary>
    public virtual double EmptyShare(InitTarget target) => 0;

    /// <summary>Whether all entries become equal, which makes the units of a layer copies of one another.</summary>
    public virtual bool IsUniformlyConstant => false;
}
