namespace Experiments.Serialization;

/// <summary>Quotes words for a POSIX shell.</summary>
public static class ShellText
{
    /// <summary>Puts a word in single quotes if a shell would misread the word without quotes.</summary>
    public static string Word(string word) =>
        word.Length > 0 && word.All(
            character => char.IsAsciiLetterOrDigit(character) || "-_./=:,+@%".Contains(character, StringComparison.Ordinal))
            ? word
            : Quote(word);

    /// <summary>Puts any word in single quotes.</summary>
    public static string Quote(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
