using Experiments.Experiment;

namespace Experiments.Probe;

/// <summary>A policy, or a value of a key. Several variants are probed together.</summary>
/// <param name="Label">Name in the legend.</param>
/// <param name="Set">An argument of <c>--set</c>.</param>
public sealed record ProbeVariant(string Label, string Set)
{
    public string Key => Set.Split('=')[0];

    /// <summary>
    /// Parses <c>KEY=VALUE,VALUE…</c>. A value is a word, a word with options after colons (<c>normal:std=0.01</c>), or JSON. The key
    /// <c>init</c> means <c>init.weight</c>. For example, <c>init=xavier_normal,kaiming_normal:mode=fan_out</c> gives two policies.
    /// </summary>
    /// <exception cref="InputException">The key, a value or an option is missing or malformed, or a value is given twice.</exception>
    public static IReadOnlyList<ProbeVariant> Parse(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || argument[(equals + 1)..].Trim().Length == 0)
            throw new InputException(
                $"--compare '{argument}': give KEY=VALUE,VALUE…, such as init=xavier_normal,kaiming_normal,normal:std=0.01.");
        var key = argument[..equals].Trim();
        var path = key == "init" ? "init.weight" : key;
        List<ProbeVariant> variants =
            [.. Split(argument[(equals + 1)..]).Select(value => new ProbeVariant(LabelOf(key, value), $"{path}={Json(path, value)}"))];
        return variants.GroupBy(variant => variant.Set).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new InputException($"--compare {path}: '{twice.First().Label}' is given twice. Give each value once.")
            : variants;
    }

    // Commas inside brackets and quotes are part of a JSON value.
    private static IEnumerable<string> Split(string values)
    {
        var (start, depth, inText) = (0, 0, false);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] == '"' && (i == 0 || values[i - 1] != '\\'))
                inText = !inText;
            if (inText)
                continue;
            depth += values[i] is '[' or '{' ? 1 : values[i] is ']' or '}' ? -1 : 0;
            if (values[i] != ',' || depth > 0)
                continue;
            yield return values[start..i].Trim();
            start = i + 1;
        }

        yield return values[start..].Trim();
    }

    private static string LabelOf(string key, string value) => key.StartsWith("init", StringComparison.Ordinal)
        ? value.Replace(":", " ", StringComparison.Ordinal)
        : $"{key[(key.LastIndexOf('.') + 1)..]} {value.Replace(":", " ", StringComparison.Ordinal)}";

    private static string Json(string path, string value)
    {
        if (value.Length == 0)
            throw new InputException($"--compare {path}: a value is empty. Give a value between the commas.");
        var discriminator = path.StartsWith("init", StringComparison.Ordinal) ? "scheme" : "kind";
        return ShortForm.ToJson(value, discriminator, $"--compare {path}");
    }
}
