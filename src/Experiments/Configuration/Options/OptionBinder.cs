using Microsoft.Extensions.Configuration;

namespace Experiments.Configuration.Options;

/// <summary>
/// Binds sections of Microsoft.Extensions.Configuration to options records. That library's Binder only converts single values here: it can't choose a
/// derived type by a discriminator, appends to a default list instead of replacing it, and keeps a default where the section says null.
/// </summary>
internal sealed class OptionBinder(OptionCatalog catalog)
{
    /// <summary>Creates the options record of a section that has every key.</summary>
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
