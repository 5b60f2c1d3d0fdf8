namespace LibTorchSharp.Probe;

/// <summary>Formats numbers, in any culture, as the shortest text from which the same bits can be read.</summary>
internal static class Text
{
    public static CultureInfo Culture => CultureInfo.InvariantCulture;

    public static string Of(object value) => value is IFormattable number ? number.ToString(null, Culture) : value.ToString()!;
}
