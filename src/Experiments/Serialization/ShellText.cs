namespace Experiments.Serialization;

/// <summary>Quotes words for a POSIX shell.</summary>
public static class ShellText
{
    /// <summary>Puts a word in single quotes if a shell would misread it without them.</summary>
    public static string Word(string word) =>
        word.Length > 0 && word.All(
            character => char.IsAsciiLetterOrDigit(character) || "-_./=:,+@%".Contains(character, StringComparison.Ordinal))
            ? word
            : Quote(word);

    /// <summary>Puts a word in single quotes, whatever it contains.</summary>
    public static string Quote(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
