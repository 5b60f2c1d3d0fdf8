using Experiments.Options.Expressions;

namespace Experiments.Studies.Reading;

/// <summary>
/// A claim: a quantity, and the range in which it must lie. With <c>expected</c>, the range is expected ± tolerance; otherwise it is given
/// by <c>at_least</c>, <c>at_most</c> or both.
/// </summary>
public sealed record ClaimOptions
{
    public const string MeanOverSeeds = "mean";

    public const string EverySeed = "every";

    [Option("id", "Name of the claim, unique in the study.", Required = true, Pattern = StudyFile.NamePattern,
        PatternInWords = StudyFile.NameInWords)]
    public string Id { get; init; } = "";

    [Option("source", "The publication with section, equation or page; or the derivation.", Required = true)]
    public string Source { get; init; } = "";

    [Option("statement", "What the claim says, in one sentence.", Required = true)]
    public LocalText Statement { get; init; } = new();

    [Option("values", "Numbers of the program's output that the expression uses.", Required = true, MinimumLength = 1)]
    public IReadOnlyList<ClaimValue> Values { get; init; } = [];

    [Option("quantity", "Expression over the names of the values, computed for each seed, such as (last/first)^(1/9).", Required = true)]
    public string Quantity { get; init; } = "";

    [Option("over", "How the seeds are combined: their mean with Student's 95 % interval (mean), or the least and greatest value (every).",
        Allowed = [MeanOverSeeds, EverySeed])]
    public string Over { get; init; } = MeanOverSeeds;

    [Option("expected", "Expected value.")]
    public Expression? Expected { get; init; }

    [Option("tolerance", "Largest accepted distance from the expected value.")]
    public Expression? Tolerance { get; init; }

    [Option("at_least", "Smallest accepted value.")]
    public Expression? AtLeast { get; init; }

    [Option("at_most", "Largest accepted value.")]
    public Expression? AtMost { get; init; }

    [Option("origin", "Where the tolerance or the limit comes from: a standard error, or the publication.", Required = true)]
    public LocalText Origin { get; init; } = new();

    [Option("neighbour", "Value of the neighbouring hypothesis, which the claim must reject.")]
    public Expression? Neighbour { get; init; }

    /// <summary>Smallest accepted value; −∞ without one.</summary>
    public double Low => Expected is { } expected
        ? Number(expected) - Number(Tolerance)
        : AtLeast is { } least ? Number(least) : double.NegativeInfinity;

    /// <summary>Largest accepted value; ∞ without one.</summary>
    public double High => Expected is { } expected
        ? Number(expected) + Number(Tolerance)
        : AtMost is { } most ? Number(most) : double.PositiveInfinity;

    private static double Number(Expression? expression) => expression?.Constant ?? 0;
}
