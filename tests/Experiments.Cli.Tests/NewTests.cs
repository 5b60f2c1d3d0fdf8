namespace Experiments.Cli.Tests;

public sealed class NewTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("digits", "mlp", "en")]
    [InlineData("digits", "vgg", "zh-CN")]
    [InlineData("ames", "mlp", "en")]
    public void A_new_config_passes_check(string data, string model, string language)
    {
        var path = Path.Combine(_folder.Path, "first.json");
        Assert.Equal(0, Cli.Run("new", "first", "--data", data, "--model", model, "--out", path, "--language", language).ExitCode);

        var check = Cli.Run("check", path);

        Assert.Equal((0, ""), (check.ExitCode, check.Error));
        Assert.StartsWith("first is valid", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_existing_file_is_not_overwritten()
    {
        var path = _folder.Write("mine.json", "mine");

        var result = Cli.Run("new", "--out", path);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("exists and is not overwritten", result.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public void A_model_that_does_not_fit_the_data_is_refused_before_anything_is_written()
    {
        var path = Path.Combine(_folder.Path, "none.json");

        var result = Cli.Run("new", "--data", "ames", "--model", "vgg", "--out", path);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("model", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    // The price is 200,000 + 50,000 a − 30,000 b + 5,000 noise. With this noise, R² is at most 1 − 25/(2,500 + 900 + 25) = 0.993.
    [Fact]
    public void A_new_config_learns_prices_of_two_hundred_thousand_and_a_raw_target_gives_a_warning()
    {
        var random = new Random(7);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var rows = Enumerable.Range(0, 300).Select(_ => (A: Normal(), B: Normal())).Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"{row.A},{row.B},{200_000 + (50_000 * row.A) - (30_000 * row.B) + (5_000 * Normal()):0}"));
        var table = _folder.Write("prices.csv", "a,b,price\n" + string.Join('\n', rows) + "\n");
        var config = Path.Combine(_folder.Path, "prices.json");

        var written = Cli.Run("new", "prices", "--data", "csv", "--set", $"data.path={JsonSerializer.Serialize(table)}", "--set",
            "data.target=price", "--out", config);

        Assert.Equal((0, ""), (written.ExitCode, written.Error));
        Assert.Contains("\n    \"standardize_target\": true,\n", File.ReadAllText(config), StringComparison.Ordinal);
        Assert.Contains(": healthy: ", Cli.Run("check", config).Output, StringComparison.Ordinal);
        var warned = Cli.Run("check", config, "--set", "data.standardize_target=false");
        Assert.Equal(0, warned.ExitCode);
        Assert.DoesNotContain("healthy", warned.Output, StringComparison.Ordinal);
        Assert.Matches(@"\nsignal: misscaled: the first loss, on 16 examples, is [34]\.\d+e\+10 ", warned.Output);
        Assert.Contains("set data.standardize_target to true.", string.Join(' ', warned.Output.Split((char[])[' ', '\n'],
            StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        var run = Cli.Run("run", config, "--set", "training.metrics=[\"rmse\",\"r2\"]", "--output", _folder.Path);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(": healthy: ", run.Error, StringComparison.Ordinal);
        var summary = Directory.GetFiles(_folder.Path, "summary.json", SearchOption.AllDirectories).Single();
        var test = JsonNode.Parse(File.ReadAllText(summary))!["final"]!["test"]!;
        Assert.InRange(test["r2"]!.GetValue<double>(), 0.9, 1);
        Assert.InRange(test["rmse"]!.GetValue<double>(), 3_000, 20_000);
    }

    [Fact]
    public void A_new_config_for_classes_has_no_standardised_target()
    {
        var table = _folder.Write("classes.csv", "a,b,c\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i},{i % 7},{i % 3}\n")));
        var config = Path.Combine(_folder.Path, "classes.json");

        Assert.Equal(0, Cli.Run("new", "--data", "csv", "--set", $"data.path={JsonSerializer.Serialize(table)}", "--set", "data.target=c",
            "--out", config).ExitCode);

        Assert.Contains("\n    // \"standardize_target\": false,\n", File.ReadAllText(config), StringComparison.Ordinal);
        Assert.Equal(0, Cli.Run("check", config).ExitCode);
    }

    [Fact]
    public void The_file_tells_an_editor_where_the_schema_is()
    {
        _folder.Write("schema.json", "{}");
        var path = Path.Combine(_folder.Path, "first.json");

        Cli.Run("new", "--out", path);

        Assert.Contains("\"$schema\": \"schema.json\",", File.ReadAllText(path), StringComparison.Ordinal);
    }
}
