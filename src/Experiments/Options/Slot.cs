namespace Experiments.Options;

/// <summary>A place in a config at which a value is expected, and the permitted values.</summary>
/// <param name="Option">Constraints on the value or, for a list, on each element: range, permitted words and others.</param>
internal sealed record Slot(OptionType Shape, OptionAttribute Option, bool Nullable)
{
    /// <summary>Key of the option's summary in the texts of a language.</summary>
    public string TextKey { get; init; } = "";

    public static Slot Whole(Type root) => new(new OptionType.Record(root), new OptionAttribute("", ""), Nullable: false);

    /// <summary>Slot of each element of a list; null if the value is not a list.</summary>
    public Slot? Element => Shape is OptionType.List list ? this with { Shape = list.Element, Nullable = false } : null;
}
