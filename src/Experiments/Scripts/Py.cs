namespace Experiments.Scripts;

/// <summary>Writes values as Python.</summary>
public static class Py
{
    /// <summary>Returns a float with the fewest digits that give the same double, such as <c>0.1</c>, <c>1.0</c> and
    /// <c>1e-08</c>.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "math.nan" : value > 0 ? "math.inf" : "-math.inf";
        var text = value.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
        return text.AsSpan().ContainsAny('.', 'e') ? text : text + ".0";
    }

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Truth(bool value) => value ? "True" : "False";

    /// <summary>Returns a string literal.</summary>
    public static string Text(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var character in value)
        {
            text.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                < ' ' or '\u007F' or '\u2028' or '\u2029' or '\u0085' => $"\\u{(int)character:x4}",
                _ => character,
            });
        }
        return text.Append('"').ToString();
    }

    /// <summary>Returns a list literal of the items, which are already Python.</summary>
    public static string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";

    /// <summary>Returns a call, such as <c>nn.ELU(alpha=2.0)</c>, without the arguments that have their default values.</summary>
    public static string Call(string function, params IEnumerable<(string Name, double Value, double Default)> arguments) =>
        Call(function, [], arguments);

    /// <param name="first">Arguments before the named arguments, which are already Python.</param>
    public static string Call(string function, IEnumerable<string> first,
        params IEnumerable<(string Name, double Value, double Default)> arguments) =>
        $"{function}({string.Join(", ", first.Concat(arguments.Where(argument => !argument.Value.Equals(argument.Default))
            .Select(argument => $"{argument.Name}={Number(argument.Value)}")))})";
}
