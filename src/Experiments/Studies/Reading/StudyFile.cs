namespace Experiments.Studies.Reading;

/// <summary>The content of a study's <c>claim.json</c>: measurements, and claims about their results.</summary>
public sealed record StudyFile
{
    internal const string NamePattern = "[a-z0-9][a-z0-9-]*";

    internal const string NameInWords = "a name of lower-case letters, digits and -";

    [Option("order", "Place in the course, from 1.", Required = true, Minimum = 1)]
    public int Order { get; init; } = 1;

    [Option("title", "Title of the study.", Required = true)]
    public LocalText Title { get; init; } = new();

    [Option("lesson", "What the study teaches, in one sentence.", Required = true)]
    public LocalText Lesson { get; init; } = new();

    [Option("figure", "The figure of the study: MEASUREMENT/FILE, an SVG file that the measurement writes, such as signal/variance.svg.",
        Required = true)]
    public string Figure { get; init; } = "";

    [Option("smoke", "Whether the study belongs to the short check of continuous integration.")]
    public bool Smoke { get; init; }

    [Option("probes", "Probes of untrained networks.")]
    public IReadOnlyList<ProbeMeasurement> Probes { get; init; } = [];

    [Option("sweeps", "Sweeps: trained networks.")]
    public IReadOnlyList<SweepMeasurement> Sweeps { get; init; } = [];

    [Option("mean_fields", "Numbers of mean-field theory.")]
    public IReadOnlyList<MeanFieldMeasurement> MeanFields { get; init; } = [];

    [Option("claims", "The claims, in the order of the table.", Required = true, MinimumLength = 1)]
    public IReadOnlyList<ClaimOptions> Claims { get; init; } = [];

    /// <summary>All measurements: probes, sweeps, mean fields.</summary>
    internal IEnumerable<IMeasurement> Measurements => [.. Probes, .. Sweeps, .. MeanFields];
}
