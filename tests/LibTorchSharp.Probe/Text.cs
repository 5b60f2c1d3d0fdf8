namespace LibTorchSharp.Probe;

/// <summary>Formats numbers as the shortest text that reads back as the same bits, in any culture.</summary>
internal static class Text
{
    public static CultureInfo Culture => CultureInfo.InvariantCulture;

    public static string Of(object value) => value is IFormattable number ? number.ToString(null, Culture) : value.ToString()!;
}
