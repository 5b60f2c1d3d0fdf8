namespace Experiments.Tests.Experiment;

/// <summary>
/// Validates with the part of JSON Schema 2020-12 that the generated schema uses. The validator is written from the specification only. An
/// unknown keyword is an error, so every keyword of the schema is checked.
/// </summary>
internal sealed class SchemaValidator(JsonObject root)
{
    public bool Accepts(JsonNode? document) => Accepts(root, document);

    private bool Accepts(JsonObject schema, JsonNode? value) => schema.All(keyword => Accepts(keyword.Key, keyword.Value!, schema, value));

    private bool Accepts(string keyword, JsonNode argument, JsonObject schema, JsonNode? value) => keyword switch
    {
        "$schema" or "$defs" or "title" or "description" or "default" => true,
        "$ref" => Accepts(Definition(argument.GetValue<string>()), value),
        "type" => HasType(argument.GetValue<string>(), value),
        "const" => JsonNode.DeepEquals(argument, value),
        "enum" => argument.AsArray().Any(word => JsonNode.DeepEquals(word, value)),
        "anyOf" => argument.AsArray().Any(option => Accepts(option!.AsObject(), value)),
        "oneOf" => argument.AsArray().Count(option => Accepts(option!.AsObject(), value)) == 1,
        "not" => !Accepts(argument.AsObject(), value),
        "required" => value is not JsonObject members || argument.AsArray().All(name => members.ContainsKey(name!.GetValue<string>())),
        "properties" => value is not JsonObject members || argument.AsObject()
            .All(property => !members.ContainsKey(property.Key) || Accepts(property.Value!.AsObject(), members[property.Key])),
        "additionalProperties" => value is not JsonObject members || members.Where(member => schema["properties"]?[member.Key] is null)
            .All(member => argument is JsonObject others ? Accepts(others, member.Value) : argument.GetValue<bool>()),
        "propertyNames" => value is not JsonObject members
            || members.All(member => Accepts(argument.AsObject(), JsonValue.Create(member.Key))),
        "items" => value is not JsonArray items || items.All(item => Accepts(argument.AsObject(), item)),
        "minItems" => value is not JsonArray items || items.Count >= argument.GetValue<int>(),
        "maxItems" => value is not JsonArray items || items.Count <= argument.GetValue<int>(),
        "minLength" => Text(value) is not { } text || text.Length >= argument.GetValue<int>(),
        "pattern" => Text(value) is not { } text || Regex.IsMatch(text, argument.GetValue<string>(), RegexOptions.ECMAScript),
        "minimum" => Number(value) is not { } number || number >= Number(argument),
        "maximum" => Number(value) is not { } number || number <= Number(argument),
        "exclusiveMinimum" => Number(value) is not { } number || number > Number(argument),
        "exclusiveMaximum" => Number(value) is not { } number || number < Number(argument),
        _ => throw new NotSupportedException($"The schema uses '{keyword}', which this validator does not know."),
    };

    private JsonObject Definition(string reference) =>
        root["$defs"]![reference["#/$defs/".Length..]]?.AsObject() ?? throw new InvalidOperationException($"{reference} has no target.");

    private static bool HasType(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "string" => Text(value) is not null,
        "number" => Number(value) is not null,
        "integer" => Number(value) is { } number && Math.Floor(number) == number,
        _ => throw new NotSupportedException($"'{type}' is not a type of JSON Schema."),
    };

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static double? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? JsonNode.Parse(value.ToJsonString())!.GetValue<double>() : null;
}
