namespace LibTorchSharp.Probe;

/// <summary>How numbers are written: shortest text that reads back as the same bits, whatever the machine's culture.</summary>
internal static class Text
{
    public static CultureInfo Culture => CultureInfo.InvariantCulture;

    public static string Of(object value) => value is IFormattable number ? number.ToString(null, Culture) : value.ToString()!;
}
