namespace Experiments.Serialization;

/// <summary>Words as a POSIX shell takes them back.</summary>
public static class ShellText
{
    /// <summary>The word in single quotes, whatever it holds.</summary>
    public static string Quote(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
