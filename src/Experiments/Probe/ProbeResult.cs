using Experiments.Signal.Judge;

namespace Experiments.Probe;

/// <summary>Result of a probe of one network under one policy.</summary>
/// <param name="Label">Name that distinguishes it from others in one figure.</param>
/// <param name="Name">The config's name.</param>
/// <param name="Input">Description of the input.</param>
/// <param name="Layers">The linear and convolution layers, in their order.</param>
public sealed record ProbeResult(
    string Label, string Name, string Input, double InputSecondMoment, IReadOnlyList<long> Seeds, IReadOnlyList<ProbedLayer> Layers,
    IReadOnlyList<Verdict> Verdicts, IReadOnlyList<string> Warnings)
{
    /// <summary>The row of panels that it belongs to, if networks differ in two ways; empty if they differ in one.</summary>
    public string Facet { get; init; } = "";

    public string FullLabel => Facet.Length == 0 ? Label : $"{Label}, {Facet}";
}
