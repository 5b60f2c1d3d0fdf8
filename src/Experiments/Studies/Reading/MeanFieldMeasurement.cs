namespace Experiments.Studies.Reading;

/// <summary>Numbers of mean-field theory, as by <c>experiments meanfield</c>. They have no seeds.</summary>
public sealed record MeanFieldMeasurement : IMeasurement
{
    /// <inheritdoc/>
    [Option("name", "Name of the measurement, for paths.", Required = true, Pattern = StudyFile.NamePattern,
        PatternInWords = StudyFile.NameInWords)]
    public string Name { get; init; } = "";

    [Option("activation", "Name of the activation; options follow colons, such as elu:alpha=2.", Required = true)]
    public string Activation { get; init; } = "";

    [Option("sigma_w2", "σ_w², fan_in times the variance of a weight.", Required = true, Minimum = 0, ExclusiveMinimum = true,
        Maximum = 1e6)]
    public double WeightVariance { get; init; } = 1;

    [Option("sigma_b2", "σ_b², the variance of a bias.", Minimum = 0, Maximum = 1e6)]
    public double BiasVariance { get; init; }

    [Option("start", "Variance of the first layer's pre-activations.", Minimum = 0, ExclusiveMinimum = true, Maximum = 1e6)]
    public double Start { get; init; } = 1;
}
