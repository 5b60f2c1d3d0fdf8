namespace Experiments.Options.Describing;

/// <summary>Texts of the reference, the schema and starter configs that don't come from the options, in one language.</summary>
internal abstract class ConfigText
{
    public static ConfigText In(Language language) => language == Language.Chinese ? new ChineseText() : new EnglishText();

    public abstract Language Language { get; }

    /// <summary>Text above the reference's tables, beginning with the title.</summary>
    public abstract string Introduction { get; }

    /// <summary>Heading of the root's table.</summary>
    public abstract string WholeConfig { get; }

    /// <summary>Heading row of a table: key, value, default, meaning.</summary>
    public abstract string Columns { get; }

    /// <summary>Shown in place of the default of a required key.</summary>
    public abstract string Required { get; }

    /// <summary>Line above the keys that all rows of a registry share.</summary>
    public abstract string SharedKeys { get; }

    public abstract string ExpressionsTitle { get; }

    /// <summary>Explanation of expressions.</summary>
    public abstract string Expressions { get; }

    /// <summary>Heading row of the table of names: name, meaning.</summary>
    public abstract string NameColumns { get; }

    /// <summary>Tooltip of <c>$schema</c>.</summary>
    public abstract string SchemaKey { get; }

    /// <summary>Tooltip of <c>extends</c>.</summary>
    public abstract string ExtendsKey { get; }

    /// <summary>Tooltip of the logging section.</summary>
    public abstract string LoggingKey { get; }

    /// <summary>Description of the schema.</summary>
    public abstract string Experiment { get; }

    /// <summary>Comment at the top of a starter config.</summary>
    public abstract string StarterHead { get; }

    public string Summary(OptionKey key) => Language.Choose(key.Option.Summary, key.Option.Chinese);

    /// <summary>Heading of the table of a list's elements.</summary>
    public abstract string EachElement(string path);

    /// <summary>Sentence that lists a discriminator's words.</summary>
    public abstract string OneOf(string discriminator, IEnumerable<string> words);

    /// <summary>Describes the permitted values of a key, with links to the sections of registries.</summary>
    public string Value(OptionKey key) => (key.Slot.Element ?? key.Slot).Shape switch
    {
        OptionType.Choice choice => Link(choice.Registry.Noun, key.Slot),
        OptionType.Record => Below(key.Slot),
        _ => Expected(key.Slot),
    };

    /// <summary>Describes the permitted values of a key in a few words, without links.</summary>
    public string Hint(OptionKey key) => (key.Slot.Element ?? key.Slot).Shape is OptionType.Choice choice ? $"experiments list {choice.Registry.Noun}" : Expected(key.Slot);

    /// <summary>Tooltip of a word written in place of an object.</summary>
    public abstract string WordAlone(string discriminator);

    /// <summary>Tooltip of an object that leaves its discriminator to a weaker layer.</summary>
    public abstract string SaidElsewhere(string discriminator);

    /// <summary>Links to a registry's section, for one of its rows or a list of them.</summary>
    protected abstract string Link(string noun, Slot slot);

    /// <summary>Describes an object whose keys have a table of their own.</summary>
    protected abstract string Below(Slot slot);

    /// <summary>Describes any other value.</summary>
    protected abstract string Expected(Slot slot);
}
