namespace Experiments.Initialization;

/// <summary>Patterns for layer names: '*' matches any text including dots, '?' matches one character, and any other character matches
/// itself.</summary>
public static class Glob
{
    /// <summary>Tests whether the pattern matches the whole name.</summary>
    public static bool Matches(string pattern, string name)
    {
        var (p, n, star, resume) = (0, 0, -1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, resume) = (p, n);
                p++;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == name[n]))
            {
                (p, n) = (p + 1, n + 1);
            }
            else if (star >= 0)
            {
                // Backtracks: now the last star matches one more character.
                resume++;
                (p, n) = (star + 1, resume);
            }
            else
            {
                return false;
            }
        }
        return pattern[p..].All(character => character == '*');
    }
}
