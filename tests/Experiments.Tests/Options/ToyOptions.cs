namespace Experiments.Tests.Options;

/// <summary>A small set of options with one key of every type, for the tests of the config reader.</summary>
public sealed record ToyConfig
{
    [Option("name", "A name.", Required = true, AffectsResult = false, Pattern = "[a-z]+", PatternInWords = "lower-case letters")]
    public string Name { get; init; } = "";

    [Option("count", "How many.", Minimum = 1, Maximum = 1000)]
    public int Count { get; init; } = 3;

    [Option("large", "A large number.")]
    public long Large { get; init; }

    [Option("ratio", "A ratio.", Minimum = 0, Maximum = 1, ExclusiveMaximum = true)]
    public double Ratio { get; init; } = 0.1;

    [Option("free", "Any number.")]
    public double? Free { get; init; }

    [Option("flag", "A switch.")]
    public bool Flag { get; init; } = true;

    [Option("mode", "A word.", Allowed = ["fan_in", "fan_out"])]
    public string Mode { get; init; } = "fan_in";

    [Option("note", "Any text.")]
    public string? Note { get; init; }

    [Option("sizes", "Some sizes.", Minimum = 1, MinimumLength = 1)]
    public IReadOnlyList<int> Sizes { get; init; } = [256, 128, 64];

    [Option("extra", "More sizes, or null.")]
    public IReadOnlyList<double>? Extra { get; init; }

    [Option("shape", "A shape.")]
    public ToyShape Shape { get; init; } = new ToyCircle();

    [Option("needed", "A shape that must be given.", Required = true)]
    public ToyShape Needed { get; init; } = null!;

    [Option("maybe", "A shape, or null.")]
    public ToyShape? Maybe { get; init; }

    [Option("nested", "Nested keys.")]
    public ToyNested Nested { get; init; } = new() { Depth = 5 };

    [Option("rules", "Rules.")]
    public IReadOnlyList<ToyRule> Rules { get; init; } = [];
}

/// <summary>Options whose keys depend on one another.</summary>
public sealed record ToyNested : IValidated
{
    [Option("depth", "How deep.")]
    public int Depth { get; init; } = 2;

    [Option("limit", "How deep at most, or null.")]
    public int? Limit { get; init; }

    public IEnumerable<string> Mistakes()
    {
        if (Limit < Depth)
            yield return "limit is below depth; it must be at least that";
    }
}

/// <summary>An element of a list. The key <c>kind</c> of this element is an ordinary key, not a discriminator.</summary>
public sealed record ToyRule
{
    [Option("match", "What it matches.")]
    public string Match { get; init; } = "*";

    [Option("kind", "A word that chooses nothing.", Allowed = ["linear", "conv"])]
    public string? Kind { get; init; }

    [Option("shape", "A shape, or null.")]
    public ToyShape? Shape { get; init; }
}

public abstract record ToyShape
{
    [Option("colour", "A key of every shape.")]
    public string Colour { get; init; } = "red";
}

public sealed record ToyCircle : ToyShape
{
    [Option("radius", "Its radius.", Minimum = 0, ExclusiveMinimum = true)]
    public double Radius { get; init; } = 1;
}

public sealed record ToySquare : ToyShape
{
    [Option("side", "Its side.")]
    public double Side { get; init; } = 2;

    [Option("inner", "A shape within, or null.")]
    public ToyShape? Inner { get; init; }
}

public static class Toy
{
    public static Registry<ToyShape> Shapes { get; } = new Registry<ToyShape>("shape", "kind")
        .Add<ToyCircle>("circle", "Round.")
        .Add<ToySquare>("square", "Not round.");

    internal static OptionCatalog Catalog { get; } = new(typeof(ToyConfig), [Shapes]);
}
