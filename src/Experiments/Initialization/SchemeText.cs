using System.Reflection;

namespace Experiments.Initialization;

/// <summary>Formats a scheme for a sentence: <c>kaiming_normal(a=0, mode=fan_in, nonlinearity=relu)</c>.</summary>
public static class SchemeText
{
    /// <summary>Returns name and options of the scheme, except null options.</summary>
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
