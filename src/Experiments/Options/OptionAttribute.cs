namespace Experiments.Options;

/// <summary>
/// One key of a config: its name, its meaning and its permitted values. The config reader, the JSON Schema, <c>--help</c> and the reference
/// all use this attribute. The key's type is the property's type, and its default is the property's value in a new options object.
/// </summary>
/// <param name="name">The key, spelled as in PyTorch (<c>weight_decay</c>, <c>fan_in</c>).</param>
/// <param name="summary">One sentence on the meaning and the unit. The reference and an editor's tooltip show this sentence.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string name, string summary) : Attribute
{
    public string Name { get; } = name;

    public string Summary { get; } = summary;

    public bool Required { get; init; }

    /// <summary>Smallest value of a number, or of each number of a list.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>Largest value of a number, or of each number of a list.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    public bool ExclusiveMinimum { get; init; }

    public bool ExclusiveMaximum { get; init; }

    /// <summary>Minimum number of elements of a list.</summary>
    public int MinimumLength { get; init; }

    /// <summary>Maximum number of elements of a list.</summary>
    public int MaximumLength { get; init; } = int.MaxValue;

    /// <summary>Permitted words of a string; empty if any string is permitted.</summary>
    public string[] Allowed
    {
        get => WordsOf is null ? field : (string[])WordsOf.GetProperty("Words")!.GetValue(null)!;
        init;
    } = [];

    /// <summary>A type whose static property <c>Words</c> lists the permitted words, as an alternative to <see cref="Allowed"/>.</summary>
    public Type? WordsOf { get; init; }

    /// <summary>A regular expression that the whole string must match; empty for any string.</summary>
    public string Pattern { get; init; } = "";

    /// <summary>Description of <see cref="Pattern"/>, such as <c>auto, cpu, cuda or cuda:N</c>.</summary>
    public string PatternInWords { get; init; } = "";

    /// <summary>False for keys that can't change a result (names, logging, output); a run's identity leaves them out.</summary>
    public bool AffectsResult { get; init; } = true;

    /// <summary>Whether the value is the path of a file that can change a result. If true, a run's identity contains the file's SHA-256
    /// instead of the path.</summary>
    public bool ContentMatters { get; init; }
}
