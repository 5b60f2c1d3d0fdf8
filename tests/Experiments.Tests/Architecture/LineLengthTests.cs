namespace Experiments.Tests.Architecture;

public class LineLengthTests
{
    private const int Most = 140;

    [Fact]
    public void No_line_of_code_is_longer_than_140_characters() =>
        Assert.Empty(SourceFiles().SelectMany(file => TooLong(File.ReadLines(file))
            .Select(line => $"{Path.GetRelativePath(Repository.Root, file)}:{line}")));

    [Fact]
    public void A_longer_line_is_found_and_the_text_of_a_raw_string_may_be_longer()
    {
        var longest = new string('x', Most);
        string[] lines = [longest, longest + "y", "var text =", "    \"\"\"", longest + "z", "    \"\"\";", longest + "y"];

        Assert.Equal([2, 7], TooLong(lines));
    }

    /// <summary>
    /// Returns the numbers of the lines that are too long, counted from 1. Long lines in a raw string are allowed, because breaking a line
    /// would change the string.
    /// </summary>
    private static IEnumerable<int> TooLong(IEnumerable<string> lines)
    {
        var (number, isRaw) = (0, false);
        foreach (var line in lines)
        {
            number++;
            var quotes = line.Split("\"\"\"").Length - 1;
            var isText = isRaw || line.TrimStart(' ', '+', '$').StartsWith("\"\"\"", StringComparison.Ordinal);
            isRaw ^= quotes % 2 == 1;
            if (!isText && line.EnumerateRunes().Count() > Most)
                yield return number;
        }
    }

    private static IEnumerable<string> SourceFiles() => new[] { "src", "tests", "tools", "benchmarks" }.SelectMany(folder =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories));
}
