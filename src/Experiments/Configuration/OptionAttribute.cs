namespace Experiments.Configuration;

/// <summary>
/// One key of a config: its name as people write it, what it means, and what it may be. The attribute is read by the
/// strict reader, the JSON Schema, <c>--help</c> and the reference documentation, so each is said once.
/// The key's type is the property's type and its default is the value that a freshly made options object holds.
/// </summary>
/// <param name="name">The key, in PyTorch's own spelling (<c>weight_decay</c>, <c>fan_in</c>).</param>
/// <param name="summary">One sentence for the reference and for an editor's tooltip.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string name, string summary) : Attribute
{
    /// <summary>The key as it stands in JSON.</summary>
    public string Name { get; } = name;

    /// <summary>What the value means, its unit included.</summary>
    public string Summary { get; } = summary;

    /// <summary>The same in Chinese, for the Chinese reference; empty where nobody has written it.</summary>
    public string Chinese { get; init; } = "";

    /// <summary>Whether the key must be given.</summary>
    public bool Required { get; init; }

    /// <summary>Smallest value of a number, or of each number of a list.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>Largest value of a number, or of each number of a list.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>Whether <see cref="Minimum"/> itself is out of range.</summary>
    public bool ExclusiveMinimum { get; init; }

    /// <summary>Whether <see cref="Maximum"/> itself is out of range.</summary>
    public bool ExclusiveMaximum { get; init; }

    /// <summary>Fewest elements of a list.</summary>
    public int MinimumLength { get; init; }

    /// <summary>Most elements of a list.</summary>
    public int MaximumLength { get; init; } = int.MaxValue;

    /// <summary>The words that a string may be; empty for any.</summary>
    public string[] Allowed { get; init; } = [];

    /// <summary>A regular expression that a string must match as a whole; empty for any.</summary>
    public string Pattern { get; init; } = "";

    /// <summary>How <see cref="Pattern"/> is said to a person, such as <c>auto, cpu, cuda or cuda:N</c>.</summary>
    public string PatternInWords { get; init; } = "";

    /// <summary>The same in Chinese; empty where nobody has written it.</summary>
    public string PatternInChinese { get; init; } = "";

    /// <summary>False for keys that can't change a result (names, logging, output): they stay out of a run's identity.</summary>
    public bool AffectsResult { get; init; } = true;

    /// <summary>Whether the value is the path of a file whose content can change a result: the file's SHA-256 then stands for the path in a run's identity.</summary>
    public bool ContentMatters { get; init; }
}
