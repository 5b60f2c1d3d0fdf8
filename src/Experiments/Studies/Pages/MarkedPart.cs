namespace Experiments.Studies.Pages;

/// <summary>The generated part of a page, between two HTML comments.</summary>
internal static class MarkedPart
{
    public const string Begin = "<!-- results: written by study run -->";

    public const string End = "<!-- end of results -->";

    /// <summary>Returns the page with a new part between the markers.</summary>
    /// <param name="path">The page's path, for the error.</param>
    /// <exception cref="InputException">A marker is missing.</exception>
    public static string Replace(string page, string part, string path)
    {
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
            throw new InputException($"'{path}' has no place for the results. Add the lines '{Begin}' and '{End}'.");
        return $"{page[..(begin + Begin.Length)]}\n{part.TrimEnd('\n')}\n{page[end..]}";
    }

    /// <summary>Replaces the part of a file, or creates the file with a heading.</summary>
    public static void Write(string path, string heading, string part)
    {
        var page = File.Exists(path) ? File.ReadAllText(path) : $"{heading}\n\n{Begin}\n{End}\n";
        var replaced = Replace(page.ReplaceLineEndings("\n"), part, path);
        if (replaced != page)
            AtomicFile.Write(path, replaced);
    }
}
