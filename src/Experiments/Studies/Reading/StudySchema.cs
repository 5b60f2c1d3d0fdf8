using Experiments.Options.Describing;

namespace Experiments.Studies.Reading;

/// <summary>
/// Generates the JSON Schema (draft 2020-12) of <c>claim.json</c> from <see cref="StudyFile"/>.
/// </summary>
/// <remarks>The schema can't check paths, expressions and relations between keys. <see cref="StudyFileReader"/> checks them.</remarks>
public static class StudySchema
{
    internal static OptionCatalog Catalog { get; } = new(typeof(StudyFile), []);

    /// <summary>Returns the schema as indented text.</summary>
    public static string Text(Language language) => JsonText.Document(Generate(language));

    /// <summary>Returns the schema with descriptions in one language.</summary>
    public static JsonObject Generate(Language language)
    {
        var texts = Texts.Of(language);
        var schema = new SchemaWriter(Catalog, ConfigText.In(language)).Keys(typeof(StudyFile));
        ((JsonObject)schema["properties"]!).Insert(0, "$schema",
            new JsonObject { ["description"] = texts["sweep.schema_key"], ["type"] = "string" });
        Require(schema, typeof(StudyFile));
        schema.Insert(0, "description", texts["study.description"]);
        schema.Insert(0, "title", "Study");
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return schema;
    }

    private static void Require(JsonObject schema, Type type)
    {
        var required = Catalog.Keys(type).Where(key => key.Option.Required).Select(key => key.Name).ToList();
        if (required.Count > 0)
            schema["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
        foreach (var key in Catalog.Keys(type))
        {
            var place = (JsonObject)schema["properties"]![key.Name]!;
            if ((key.Slot.Element ?? key.Slot).Shape is OptionType.Record record)
                Require((JsonObject?)place["items"] ?? place, record.Type);
        }
    }
}
