namespace Experiments.Initialization;

/// <summary>Patterns for layer names: '*' is any text, dots included, '?' one character, everything else itself.</summary>
public static class Glob
{
    /// <summary>Whether the whole name fits the pattern.</summary>
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
                // The last star takes one more character, and the rest is tried again.
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
