namespace Experiments.Cli.Tests;

public sealed class NewTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("digits", "mlp", "en")]
    [InlineData("digits", "vgg", "zh-CN")]
    [InlineData("ames", "mlp", "en")]
    public void What_new_writes_passes_check_as_it_stands(string data, string model, string language)
    {
        var path = Path.Combine(_folder.Path, "first.json");
        Assert.Equal(0, Cli.Run("new", "first", "--data", data, "--model", model, "--out", path, "--language", language).ExitCode);

        var check = Cli.Run("check", path);

        Assert.Equal((0, ""), (check.ExitCode, check.Error));
        Assert.StartsWith("first is valid", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_there_is_left_alone()
    {
        var path = _folder.Write("mine.json", "mine");

        var result = Cli.Run("new", "--out", path);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is there already", result.Error, StringComparison.Ordinal);
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

    [Fact]
    public void The_file_tells_an_editor_where_the_schema_is()
    {
        _folder.Write("schema.json", "{}");
        var path = Path.Combine(_folder.Path, "first.json");

        Cli.Run("new", "--out", path);

        Assert.Contains("\"$schema\": \"schema.json\",", File.ReadAllText(path), StringComparison.Ordinal);
    }
}
