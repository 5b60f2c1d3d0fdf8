namespace Experiments.Tests.Serialization;

public sealed class CsvTextTests
{
    [Fact]
    public void Fields_with_commas_quotes_and_line_ends_are_quoted_and_lines_end_in_line_feeds() =>
        Assert.Equal("a,\"b,c\",\"say \"\"so\"\"\"\n\"x\ny\",\"x\ry\",\n", CsvText.Of([["a", "b,c", "say \"so\""], ["x\ny", "x\ry", ""]]));
}
