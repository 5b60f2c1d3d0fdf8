namespace Experiments.Serialization;

/// <summary>Quotes words for a POSIX shell.</summary>
public static class ShellText
{
    /// <summary>Puts a word in single quotes, whatever it contains.</summary>
    public static string Quote(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
