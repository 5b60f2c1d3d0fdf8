using Experiments.Options.Describing;
using System.Reflection;
using Experiments.Options.Expressions;

namespace Experiments.Initialization;

/// <summary>Computes a scheme's expressions for a parameter, and checks that each value is in the allowed range of its option.</summary>
internal static class SchemeExpressions
{
    /// <summary>Returns the reason why an expression has no valid value, as the end of a sentence after the scheme's name; null if all
    /// expressions are valid.</summary>
    public static string? Objection(Scheme scheme, InitTarget target) =>
        scheme.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType == typeof(Expression))
            .Select(property => Objection((Expression)property.GetValue(scheme)!, property.GetCustomAttribute<OptionAttribute>()!, target))
            .FirstOrDefault(objection => objection is not null);

    private static string? Objection(Expression expression, OptionAttribute option, InitTarget target)
    {
        if (expression.Names.FirstOrDefault(name => LayerNames.Of(name, target) is null) is { } missing)
            return $"has {option.Name} \"{expression}\", but {missing} has no value for this parameter of a layer of kind "
                + $"{target.Layer.KindName}";
        var value = target.ValueOf(expression);
        var values = expression.Names.Count == 0
            ? ""
            : $" with {string.Join(", ", expression.Names.Select(name => $"{name} {Text(LayerNames.Of(name, target)!.Value)}"))}";
        if (!float.IsFinite((float)value))
            return $"has {option.Name} \"{expression}\", which evaluates to {Text(value)}{values}; a number in the range of float32 "
                + $"is expected";
        return InRange(value, option)
            ? null
            : $"has {option.Name} \"{expression}\", which evaluates to {Text(value)}{values}; "
                + $"{Wording.Expected(new Slot(new OptionType.Number(), option, Nullable: false))} is expected";
    }

    private static bool InRange(double value, OptionAttribute option) =>
        (option.ExclusiveMinimum ? value > option.Minimum : value >= option.Minimum)
            && (option.ExclusiveMaximum ? value < option.Maximum : value <= option.Maximum);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
