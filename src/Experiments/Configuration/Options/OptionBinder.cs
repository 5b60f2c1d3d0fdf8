using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Experiments.Configuration.Options;

/// <summary>
/// Binds sections of Microsoft.Extensions.Configuration to options records. Its own Binder converts each value; which record
/// a section becomes, lists and nulls are decided here, because that Binder can't choose a derived type by a discriminator, adds the elements
/// of a section to those of a default list instead of replacing them, and leaves a default where the section says null.
/// </summary>
internal sealed class OptionBinder(OptionCatalog catalog)
{
    /// <summary>The options record that a complete section describes: every key is there.</summary>
    public object Bind(IConfiguration section, Type type)
    {
        var options = OptionCatalog.Fresh(type);
        foreach (var key in catalog.Keys(type))
            key.Property.SetValue(options, Value(section.GetSection(key.Name), key.Slot));
        return options;
    }

    private object? Value(IConfigurationSection section, Slot slot) => slot.Shape switch
    {
        _ when slot.Nullable && section.Value is null && !section.GetChildren().Any() => null,
        Shape.List list => List(section, list, slot.Element!),
        Shape.Record record => Bind(section, record.Type),
        Shape.Choice choice => Bind(section, choice.Row(section[choice.Registry.Discriminator]!)!.OptionsType),
        Shape.Integer integer => section.Get(integer.Type),
        Shape.Number => section.Get<double>(),
        Shape.Formula formula => Formula(section.Value!, formula),
        Shape.Boolean => section.Get<bool>(),
        _ => section.Value,
    };

    private static Expression Formula(string text, Shape.Formula formula) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : Expression.Parse(text, formula.Names);

    private Array List(IConfigurationSection section, Shape.List list, Slot element)
    {
        var items = section.GetChildren().Select(child => Value(child, element)).ToArray();
        var typed = Array.CreateInstance(list.ElementType, items.Length);
        Array.Copy(items, typed, items.Length);
        return typed;
    }
}
