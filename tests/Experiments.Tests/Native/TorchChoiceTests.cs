namespace Experiments.Tests.Native;

public sealed class TorchChoiceTests
{
    [Theory]
    [InlineData("packages", "libtorch", "system", "/opt/torch", "libtorch", "packages", "--torch")]
    [InlineData(null, "packages", "system", "/opt/torch", "libtorch", "packages", "EXPERIMENTS_TORCH")]
    [InlineData(null, null, "TorchSharp-cuda-linux", "/opt/torch", "libtorch", "packages", "TORCH_ENGINE")]
    [InlineData(null, "", "", "/opt/torch", "packages", "libtorch", "LIBTORCH")]
    [InlineData(null, null, null, null, "libtorch", "libtorch", "the setup")]
    [InlineData(null, null, null, null, null, "packages", "the default")]
    public void The_option_wins_over_the_variable_then_the_old_name_then_LIBTORCH_then_the_set_up(
        string? option, string? variable, string? old, string? libtorch, string? setUp, string expected, string source)
    {
        var values = new Dictionary<string, string?> { ["EXPERIMENTS_TORCH"] = variable, ["TORCH_ENGINE"] = old, ["LIBTORCH"] = libtorch };
        var choice = TorchChoice.Create(option, values.GetValueOrDefault, setUp);
        Assert.Equal((expected, source), (choice.Word, choice.Source));
        Assert.Equal(expected == "libtorch" ? libtorch : null, choice.Libtorch);
    }

    [Theory]
    [InlineData("TorchSharp-cpu", "packages")]
    [InlineData("TorchSharp-cuda-windows", "packages")]
    [InlineData("system", "libtorch")]
    [InlineData("libtorch", "libtorch")]
    [InlineData("something else", "something else")]
    public void The_engines_that_earlier_runs_recorded_are_named_as_today(string recorded, string expected) =>
        Assert.Equal(expected, TorchChoice.WordOfRecord(recorded));

    [Fact]
    public void Another_word_is_refused_with_the_nearest_one()
    {
        var refusal = Assert.Throws<InputException>(() => TorchChoice.Create("libtorhc", _ => null, null));
        Assert.Equal("--torch is 'libtorhc' (did you mean 'libtorch'?); use packages or libtorch.", refusal.Message);
        Assert.StartsWith("EXPERIMENTS_TORCH is 'system'",
            Assert.Throws<InputException>(() => TorchChoice.Create(null, name => name == "EXPERIMENTS_TORCH" ? "system" : null,
                null)).Message, StringComparison.Ordinal);
    }
}
