namespace Experiments.Tests.Serialization;

public sealed class JsonLinesTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Every_line_can_be_read_as_soon_as_it_is_appended()
    {
        using var lines = JsonLines.Create(_path);
        for (var number = 1; number <= 3; number++)
        {
            lines.Append(new JsonObject { ["n"] = number });
            Assert.Equal(Enumerable.Range(1, number), Numbers());
        }
    }

    [Theory]
    [InlineData("{\"n\":2")]
    [InlineData("{\"n\":2}")]
    [InlineData("{")]
    public void A_last_line_without_its_line_feed_is_not_there_yet(string rest)
    {
        File.WriteAllText(_path, "{\"n\":1}\n" + rest);

        Assert.Equal([1], Numbers());
    }

    [Fact]
    public void Going_on_cuts_an_unterminated_line_off()
    {
        File.WriteAllText(_path, "{\"n\":1}\n{\"n\":");

        using (var lines = JsonLines.Continue(_path, length: null))
            lines.Append(new JsonObject { ["n"] = 2 });

        Assert.Equal("{\"n\":1}\n{\"n\":2}\n", File.ReadAllText(_path));
    }

    [Fact]
    public void Going_on_from_a_length_cuts_off_what_came_later()
    {
        long length;
        using (var lines = JsonLines.Create(_path))
        {
            lines.Append(new JsonObject { ["n"] = 1 });
            length = lines.Length;
            lines.Append(new JsonObject { ["n"] = 2 });
        }

        using (var lines = JsonLines.Continue(_path, length))
            lines.Append(new JsonObject { ["n"] = 3 });

        Assert.Equal([1, 3], Numbers());
    }

    [Fact]
    public void A_damaged_line_in_the_middle_is_an_error() // Only the last line may be incomplete.
    {
        File.WriteAllText(_path, "{\"n\":1}\n{\"n\n{\"n\":3}\n");

        Assert.ThrowsAny<System.Text.Json.JsonException>(Numbers);
    }

    private List<int> Numbers() => [.. JsonLines.Read(_path).Select(line => line["n"]!.GetValue<int>())];
}
