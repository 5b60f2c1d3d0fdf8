namespace Experiments.Studies.Reading;

/// <summary>A number of the program's output, under a name for the claim's expression.</summary>
public sealed record ClaimValue
{
    [Option("name", "Name in the expression.", Required = true, Pattern = "[a-z][a-z0-9_]*",
        PatternInWords = "a name of lower-case letters, digits and _")]
    public string Name { get; init; } = "";

    [Option("path", "Place of the number: MEASUREMENT/LABEL/LAYER/QUANTITY for a probe or the signal of a sweep's runs, "
        + "MEASUREMENT/LABEL/METRIC for a sweep, MEASUREMENT/KEY for mean-field theory.", Required = true)]
    public string Path { get; init; } = "";
}
