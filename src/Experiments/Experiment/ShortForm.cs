namespace Experiments.Experiment;

/// <summary>Reads the short form of a registry's row on the command line: <c>NAME</c>, or <c>NAME:OPTION=VALUE:OPTION=VALUE</c>.</summary>
internal static class ShortForm
{
    /// <summary>Returns the value as an argument of <c>--set</c>: JSON, or the word itself if it has no options.</summary>
    /// <param name="value">The short form or JSON; not empty.</param>
    /// <param name="discriminator">Key of the name in JSON, such as <c>kind</c>.</param>
    /// <param name="where">Start of an error message, such as <c>--compare init.weight</c>.</param>
    /// <exception cref="InputException">A part after a colon is not NAME=VALUE.</exception>
    public static string ToJson(string value, string discriminator, string where)
    {
        if (value[0] is '{' or '[' or '"' || !value.Contains(':', StringComparison.Ordinal))
            return value;
        var parts = value.Split(':');
        return $"{{\"{discriminator}\":{Text(parts[0])}{string.Concat(parts.Skip(1).Select(part => Option(part, where)))}}}";
    }

    private static string Option(string part, string where)
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            throw new InputException(
                $"{where}: '{part}' after a colon is not an option. Give NAME=VALUE, such as normal:std=0.01.");
        var value = part[(equals + 1)..];
        var isJson = value is "true" or "false" or "null"
            || double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        return $",{Text(part[..equals])}:{(isJson ? value : Text(value))}";
    }

    private static string Text(string text) => CanonicalJson.Serialize(text);
}
