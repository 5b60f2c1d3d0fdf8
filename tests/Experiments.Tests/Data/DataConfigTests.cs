namespace Experiments.Tests.Data;

public sealed class DataConfigTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private T Read<T>(string data) => Assert.IsType<T>(ConfigReader.Read(Config(data), []).Config.Data);

    private string Config(string data) =>
        _folder.Write("c.json", $$"""{ "name": "c", "model": { "kind": "softmax_regression" }, "data": {{data}} }""");

    private IReadOnlyList<string> MistakesOf(string data) =>
        Assert.Throws<InputException>(() => ConfigReader.Read(Config(data), [])).Mistakes;

    [Fact]
    public void Validation_may_be_a_number_or_a_share()
    {
        Assert.Equal(5000, Read<FashionMnistOptions>("""{ "kind": "fashion_mnist", "batch_size": 128, "validation": 5000 }""").Validation);
        Assert.Equal(0.25, Read<DigitsOptions>("""{ "kind": "digits", "validation": 0.25 }""").Validation);
        Assert.EndsWith("data.validation is 2.5; a share of the examples (below 1) or a whole number of examples is expected.",
            Assert.Single(MistakesOf("""{ "kind": "digits", "validation": 2.5 }""")), StringComparison.Ordinal);
        Assert.Contains("data.validation", Assert.Single(MistakesOf("""{ "kind": "mnist", "validation": -1 }""")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Given_numbers_for_normalisation_come_through()
    {
        var options = Read<FashionMnistOptions>("""{ "kind": "fashion_mnist", "mean": 0.28604, "std": 0.35302 }""");
        Assert.Equal((0.28604, 0.35302), (options.Mean!.Value, options.Std!.Value));
        Assert.Contains("data.std", Assert.Single(MistakesOf("""{ "kind": "mnist", "mean": 0, "std": 0 }""")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_missing_values_replaces_the_default_one() =>
        Assert.Equal(["-"], Read<CsvOptions>(
            """{ "kind": "csv", "path": "a.csv", "target": "y", "missing_values": ["-"] }""").MissingValues);

    [Fact]
    public void A_csv_needs_a_path_and_a_target_and_ames_neither()
    {
        Assert.Equal(2, MistakesOf("""{ "kind": "csv" }""").Count);
        Assert.True(Read<AmesOptions>("""{ "kind": "ames" }""").LogTarget);
    }

    [Theory]
    [InlineData("\\t")]
    [InlineData(";")]
    [InlineData("|")]
    public void A_delimiter_is_one_character(string delimiter) =>
        Assert.Single(Read<CsvOptions>($$"""{ "kind": "csv", "path": "a.csv", "target": "y", "delimiter": "{{delimiter}}" }""").Delimiter);

    [Theory]
    [InlineData("")]
    [InlineData(";;")]
    [InlineData("\\\"")]
    [InlineData("\\n")]
    [InlineData("é")]
    public void Any_other_delimiter_is_refused(string delimiter) =>
        Assert.Contains("data.delimiter",
            Assert.Single(MistakesOf($$"""{ "kind": "csv", "path": "a.csv", "target": "y", "delimiter": "{{delimiter}}" }""")),
            StringComparison.Ordinal);

    [Fact]
    public void Where_the_files_lie_is_no_part_of_what_can_change_a_result()
    {
        var keys = typeof(CsvOptions).GetProperties()
            .SelectMany(property => property.GetCustomAttributes(typeof(OptionAttribute), inherit: true).Cast<OptionAttribute>()).ToList();
        Assert.Equal(["path", "test_path"], keys.Where(key => !key.AffectsResult).Select(key => key.Name).Order());
    }

    public void Dispose() => _folder.Dispose();
}
