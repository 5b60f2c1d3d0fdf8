namespace Experiments.Options;

/// <summary>
/// One key of a config: its name, its meaning and its permitted values. The strict reader, the JSON Schema, <c>--help</c> and the reference
/// documentation read it, so each is stated once. The key's type is the property's type; its default
/// is the value in a fresh options object.
/// </summary>
/// <param name="name">The key, in PyTorch's own spelling (<c>weight_decay</c>, <c>fan_in</c>).</param>
/// <param name="summary">One sentence on the meaning, with the unit, for the reference and for an editor's tooltip.</param>
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

    /// <summary>Fewest elements of a list.</summary>
    public int MinimumLength { get; init; }

    /// <summary>Most elements of a list.</summary>
    public int MaximumLength { get; init; } = int.MaxValue;

    /// <summary>Words that a string may be; empty for any.</summary>
    public string[] Allowed
    {
        get => WordsOf is null ? field : (string[])WordsOf.GetProperty("Words")!.GetValue(null)!;
        init;
    } = [];

    /// <summary>A type whose static property <c>Words</c> lists the words, for words that are rows of a list.</summary>
    public Type? WordsOf { get; init; }

    /// <summary>A regular expression that a string must match as a whole; empty for any.</summary>
    public string Pattern { get; init; } = "";

    /// <summary><see cref="Pattern"/> in words, such as <c>auto, cpu, cuda or cuda:N</c>.</summary>
    public string PatternInWords { get; init; } = "";

    /// <summary>False for keys that can't change a result (names, logging, output); a run's identity leaves them out.</summary>
    public bool AffectsResult { get; init; } = true;

    /// <summary>Whether the value is a path of a file that can change a result; a run's
    /// identity then holds the file's SHA-256 instead.</summary>
    public bool ContentMatters { get; init; }
}
