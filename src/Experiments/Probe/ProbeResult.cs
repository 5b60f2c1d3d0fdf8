using Experiments.Signal.Judge;

namespace Experiments.Probe;

/// <summary>Result of a probe of one network under one policy.</summary>
/// <param name="Label">Name of the result in a figure with several results.</param>
/// <param name="Name">Name of the config.</param>
/// <param name="Input">Description of the input.</param>
/// <param name="Layers">The linear and convolution layers, in the order of the network.</param>
public sealed record ProbeResult(
    string Label, string Name, string Input, double InputSecondMoment, IReadOnlyList<long> Seeds, IReadOnlyList<ProbedLayer> Layers,
    IReadOnlyList<Verdict> Verdicts, IReadOnlyList<string> Warnings)
{
    /// <summary>Name of the row of panels, if the networks differ in two keys; empty if they differ in one key.</summary>
    public string Facet { get; init; } = "";

    public string FullLabel => Facet.Length == 0 ? Label : $"{Label}, {Facet}";
}
