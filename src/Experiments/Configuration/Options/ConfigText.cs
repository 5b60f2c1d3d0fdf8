namespace Experiments.Configuration.Options;

/// <summary>What the reference and the schema say beside the options themselves, in one language.</summary>
internal abstract class ConfigText
{
    /// <summary>The texts of a language.</summary>
    public static ConfigText In(Language language) => language == Language.Chinese ? new ChineseText() : new EnglishText();

    /// <summary>The language.</summary>
    public abstract Language Language { get; }

    /// <summary>What stands above the reference's tables, its title first.</summary>
    public abstract string Introduction { get; }

    /// <summary>The heading of the root's table.</summary>
    public abstract string WholeConfig { get; }

    /// <summary>The heading row of a table: key, value, default, meaning.</summary>
    public abstract string Columns { get; }

    /// <summary>What stands for the default of a key that must be given.</summary>
    public abstract string Required { get; }

    /// <summary>What stands above the keys that all rows of a registry share.</summary>
    public abstract string SharedKeys { get; }

    /// <summary>The heading of the section about expressions.</summary>
    public abstract string ExpressionsTitle { get; }

    /// <summary>What an expression is.</summary>
    public abstract string Expressions { get; }

    /// <summary>The heading row of the table of names: name, meaning.</summary>
    public abstract string NameColumns { get; }

    /// <summary>Tooltip of <c>$schema</c>.</summary>
    public abstract string SchemaKey { get; }

    /// <summary>Tooltip of <c>extends</c>.</summary>
    public abstract string ExtendsKey { get; }

    /// <summary>Tooltip of the logging section.</summary>
    public abstract string LoggingKey { get; }

    /// <summary>What the schema describes.</summary>
    public abstract string Experiment { get; }

    /// <summary>What stands above a starter config.</summary>
    public abstract string StarterHead { get; }

    /// <summary>What a key means, in the language.</summary>
    public string Summary(OptionKey key) => Language.Choose(key.Option.Summary, key.Option.Chinese);

    /// <summary>The heading of the table of a list's elements.</summary>
    public abstract string EachElement(string path);

    /// <summary>The sentence with the words that a discriminator may be.</summary>
    public abstract string OneOf(string discriminator, IEnumerable<string> words);

    /// <summary>What a key may be, with links to the sections of registries.</summary>
    public string Value(OptionKey key) => (key.Slot.Element ?? key.Slot).Shape switch
    {
        Shape.Choice choice => Link(choice.Registry.Noun, key.Slot),
        Shape.Record => Below(key.Slot),
        _ => Expected(key.Slot),
    };

    /// <summary>What a key may be, in a few words and without links.</summary>
    public string Hint(OptionKey key) => (key.Slot.Element ?? key.Slot).Shape is Shape.Choice choice ? $"experiments list {choice.Registry.Noun}" : Expected(key.Slot);

    /// <summary>Tooltip of a word that stands for an object.</summary>
    public abstract string WordAlone(string discriminator);

    /// <summary>Tooltip of an object that leaves its discriminator to a weaker layer.</summary>
    public abstract string SaidElsewhere(string discriminator);

    /// <summary>A link to a registry's section, for one of its rows or a list of them.</summary>
    protected abstract string Link(string noun, Slot slot);

    /// <summary>An object whose keys have a table of their own.</summary>
    protected abstract string Below(Slot slot);

    /// <summary>Any other value.</summary>
    protected abstract string Expected(Slot slot);
}
