using System.Collections;
using Experiments.Options.Expressions;

namespace Experiments.Options;

/// <summary>Writes typed options as JSON, including keys with default values.</summary>
internal sealed class OptionWriter(OptionCatalog catalog)
{
    public JsonNode? Write(object? value, OptionType shape) => (value, shape) switch
    {
        (null, _) => null,
        (_, OptionType.List list) => new JsonArray([.. ((IEnumerable)value).Cast<object?>().Select(item => Write(item, list.Element))]),
        (_, OptionType.Record record) => Members([], value, record.Type),
        (_, OptionType.Choice choice) => Choice(value, choice),
        _ => Scalar(value),
    };

    public static JsonValue Scalar(object value) => value switch
    {
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        Expression { IsNumber: true } number => JsonValue.Create(number.Constant!.Value),
        Expression formula => JsonValue.Create(formula.Text),
        bool truth => JsonValue.Create(truth),
        string text => JsonValue.Create(text),
        _ => throw new ArgumentException($"An option can't have the type {value.GetType()}.", nameof(value)),
    };

    private JsonObject Choice(object value, OptionType.Choice choice)
    {
        var row = choice.RowOf(value);
        return Members(new JsonObject { [choice.Registry.Discriminator] = row.Name }, value, row.OptionsType);
    }

    private JsonObject Members(JsonObject written, object options, Type type)
    {
        foreach (var key in catalog.Keys(type))
            written.Add(key.Name, Write(key.ValueIn(options), key.Slot.Shape));
        return written;
    }
}
