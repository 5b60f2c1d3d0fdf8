using Experiments.Options.Expressions;

namespace Experiments.Options;

/// <summary>Binds complete JSON objects to options records.</summary>
internal sealed class OptionBinder(OptionCatalog catalog)
{
    /// <param name="members">A complete object from the reader. The object has every key, with a value of the key's type.</param>
    public object Bind(JsonObject members, Type type)
    {
        var options = OptionCatalog.Fresh(type);
        foreach (var key in catalog.Keys(type))
            key.Property.SetValue(options, Value(members[key.Name], key.Slot));
        return options;
    }

    private object? Value(JsonNode? node, Slot slot) => (node, slot.Shape) switch
    {
        (null, _) => null,
        (JsonArray items, OptionType.List list) => List(items, list, slot.Element!),
        (JsonObject members, OptionType.Record record) => Bind(members, record.Type),
        (JsonObject members, OptionType.Choice choice) =>
            Bind(members, choice.Row((string)members[choice.Registry.Discriminator]!)!.OptionsType),
        (JsonValue value, OptionType.Integer integer) =>
            Convert.ChangeType(JsonText.ToDouble(value), integer.Type, CultureInfo.InvariantCulture),
        (JsonValue value, OptionType.Number) => JsonText.ToDouble(value),
        (JsonValue value, OptionType.Formula formula) => Formula(value, formula),
        (JsonValue value, OptionType.Boolean) => value.GetValue<bool>(),
        (JsonValue value, OptionType.Text) => value.GetValue<string>(),
        _ => throw new ArgumentException($"The key {slot.Option.Name} cannot have a value of kind {node.GetValueKind()}.", nameof(node)),
    };

    private static Expression Formula(JsonValue value, OptionType.Formula formula) => value.GetValueKind() == JsonValueKind.String
        ? Expression.Parse(value.GetValue<string>(), formula.Names)
        : JsonText.ToDouble(value);

    private Array List(JsonArray items, OptionType.List list, Slot element)
    {
        var typed = Array.CreateInstance(list.ElementType, items.Count);
        for (var i = 0; i < items.Count; i++)
            typed.SetValue(Value(items[i], element), i);
        return typed;
    }
}
