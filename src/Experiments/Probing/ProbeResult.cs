using Experiments.Diagnostics.Verdicts;

namespace Experiments.Probing;

/// <summary>What a probe of one network under one policy found.</summary>
/// <param name="Label">What tells it from others in one figure.</param>
/// <param name="Name">The config's name.</param>
/// <param name="Input">What went in, in words.</param>
/// <param name="InputSecondMoment">Second moment of what went in.</param>
/// <param name="Seeds">The seeds.</param>
/// <param name="Layers">The linear and convolution layers, in their order.</param>
/// <param name="Verdicts">What is to be said of them.</param>
/// <param name="Warnings">What a person should know of the plan.</param>
public sealed record ProbeResult(
    string Label, string Name, string Input, double InputSecondMoment, IReadOnlyList<long> Seeds, IReadOnlyList<ProbedLayer> Layers, IReadOnlyList<Verdict> Verdicts, IReadOnlyList<string> Warnings)
{
    /// <summary>The row of panels that it stands in, where networks differ in two ways; empty where they do in one.</summary>
    public string Facet { get; init; } = "";

    /// <summary>Label and facet.</summary>
    public string FullLabel => Facet.Length == 0 ? Label : $"{Label}, {Facet}";
}
