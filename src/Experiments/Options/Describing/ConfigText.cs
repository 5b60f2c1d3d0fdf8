namespace Experiments.Options.Describing;

/// <summary>Texts of the reference, the schema and starter configs in one language, except the texts of the options.</summary>
internal sealed class ConfigText
{
    private readonly Texts _texts;

    private ConfigText(Language language)
    {
        Language = language;
        _texts = Texts.Of(language);
    }

    public Language Language { get; }

    /// <summary>Title and introduction of the reference.</summary>
    public string Introduction => _texts["reference.introduction"];

    /// <summary>Heading of the root's table.</summary>
    public string WholeConfig => _texts["reference.whole_config"];

    /// <summary>Header row of a table: key, value, default, meaning.</summary>
    public string Columns => _texts["reference.columns"];

    /// <summary>Text that replaces the default of a required key.</summary>
    public string Required => _texts["reference.required"];

    /// <summary>Line above the keys that all rows of a registry share.</summary>
    public string SharedKeys => _texts["reference.shared_keys"];

    public string ExpressionsTitle => _texts["reference.expressions.title"];

    /// <summary>Explanation of expressions.</summary>
    public string Expressions => _texts["reference.expressions"];

    /// <summary>Header row of the table of names: name, meaning.</summary>
    public string NameColumns => _texts["reference.name_columns"];

    /// <summary>Tooltip of <c>$schema</c>.</summary>
    public string SchemaKey => _texts["schema.schema_key"];

    /// <summary>Tooltip of <c>extends</c>.</summary>
    public string ExtendsKey => _texts["schema.extends_key"];

    /// <summary>Tooltip of the logging section.</summary>
    public string LoggingKey => _texts["schema.logging_key"];

    /// <summary>Description of the schema.</summary>
    public string Experiment => _texts["schema.experiment"];

    /// <summary>Comment at the top of a starter config.</summary>
    public string StarterHead => _texts["starter.head"];

    public static ConfigText In(Language language) => new(language);

    public string Summary(OptionKey key) => Language.Translated(key.Slot.TextKey, key.Option.Summary);

    public string Meaning(ExpressionName name) => Language.Translated($"names.{name.Name}", name.Meaning);

    /// <summary>Heading of the table of a list's elements.</summary>
    public string EachElement(string path) => _texts.Format("reference.each_element", path);

    /// <summary>Sentence that lists a discriminator's words.</summary>
    public string OneOf(string discriminator, IEnumerable<string> words) =>
        _texts.Format("reference.one_of", discriminator, string.Join(_texts["list.separator"], words.Select(word => $"`{word}`")));

    /// <summary>Describes the permitted values of a key, with links to the sections of registries.</summary>
    public string Value(OptionKey key) => (key.Slot.Element ?? key.Slot).Shape switch
    {
        OptionType.Choice choice => Link(choice.Registry.Noun, key.Slot),
        OptionType.Record => _texts.Format("reference.below", Expected(key.Slot)),
        _ => Expected(key.Slot),
    };

    /// <summary>Describes the permitted values of a key in a few words, without links.</summary>
    public string Hint(OptionKey key) =>
        (key.Slot.Element ?? key.Slot).Shape is OptionType.Choice choice
            ? _texts.Format("starter.list", choice.Registry.Noun)
            : Expected(key.Slot);

    /// <summary>Tooltip of a single word that replaces an object.</summary>
    public string WordAlone(string discriminator) => _texts.Format("schema.word_alone", discriminator);

    /// <summary>Tooltip of an object without a discriminator; another layer of the config sets the discriminator.</summary>
    public string SaidElsewhere(string discriminator) => _texts.Format("schema.said_elsewhere", discriminator);

    // Returns a link to a registry's section, for a single value or a list.
    private string Link(string noun, Slot slot)
    {
        var link = $"[{noun}](#{noun})";
        if (slot.Element is not null)
            link = _texts.Format("reference.list_of", link);
        return slot.Nullable ? _texts.Format("value.or_null_after_word", link) : link;
    }

    private string Expected(Slot slot) => Wording.Expected(slot, Language);
}
