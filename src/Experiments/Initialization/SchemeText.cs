using System.Reflection;

namespace Experiments.Initialization;

/// <summary>A scheme as people write it in a sentence: <c>kaiming_normal(a=0, mode=fan_in, nonlinearity=relu)</c>.</summary>
public static class SchemeText
{
    /// <summary>Name and options of the scheme, without those that are null.</summary>
    public static string Of(Scheme scheme)
    {
        var options = scheme.GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (property.GetCustomAttribute<OptionAttribute>()?.Name, Value: property.GetValue(scheme)))
            .Where(option => option is { Name: not null, Value: not null })
            .Select(option => string.Create(CultureInfo.InvariantCulture, $"{option.Name}={option.Value}"))
            .ToList();
        var name = SchemeRegistry.Instance.NameOf(scheme);
        return options.Count == 0 ? name : $"{name}({string.Join(", ", options)})";
    }
}
