namespace Experiments.Initialization;

/// <summary>A way to fill one parameter: the base of every row of <see cref="SchemeRegistry"/>.</summary>
public abstract record Scheme
{
    /// <summary>The scheme to use for this parameter: itself, or the one that <c>auto</c> chooses there.</summary>
    public virtual Scheme Resolve(InitTarget target) => this;

    /// <summary>Why it can't fill this parameter, as the end of a sentence that begins with the scheme's name; null if it can.</summary>
    public virtual string? Objection(InitTarget target) => null;

    /// <summary>Law of the values it will draw; null if unknown in advance. Predictions and verdicts know a scheme by this alone.</summary>
    public abstract WeightLaw? Law(InitTarget target);

    /// <summary>Fills a contiguous float32 CPU tensor of the parameter's shape, drawing from <paramref name="generator"/> alone.</summary>
    public abstract void Fill(Tensor tensor, InitTarget target, Generator generator);

    /// <summary>The factor g in <c>std = g / sqrt(fan)</c> of schemes that set the variance by a fan; null for all others.</summary>
    public virtual double? Gain(InitTarget target) => null;

    /// <summary>Share of the layer's units whose weights are all 0 by the scheme's design;
    /// for a random choice, the expected share.</summary>
    public virtual double EmptyShare(InitTarget target) => 0;
}
