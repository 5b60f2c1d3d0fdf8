namespace Experiments.Configuration.Options;

/// <summary>A place in a config that takes a value: what the value may be.</summary>
/// <param name="Shape">Its type.</param>
/// <param name="Option">Ranges, words and the like, of the value or of each element of it.</param>
/// <param name="Nullable">Whether null is a value.</param>
internal sealed record Slot(Shape Shape, OptionAttribute Option, bool Nullable)
{
    /// <summary>The place of a whole config.</summary>
    public static Slot Whole(Type root) => new(new Shape.Record(root), new OptionAttribute("", ""), Nullable: false);

    /// <summary>The place of each element, where the value is a list; null elsewhere.</summary>
    public Slot? Element => Shape is Shape.List list ? this with { Shape = list.Element, Nullable = false } : null;
}
