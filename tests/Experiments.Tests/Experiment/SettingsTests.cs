using Microsoft.Extensions.Configuration;

namespace Experiments.Tests.Experiment;

public sealed class SettingsTests : IDisposable
{
    private const string Variable = "EXPERIMENTS_SERILOG__MINIMUMLEVEL__OVERRIDE__Training";
    private const string Text =
        """{"name": "a", "data": "digits", "model": "softmax_regression", "Serilog": {"MinimumLevel": """
            + """{"Default": "Information"}, "WriteTo": [{"Name": "Console", "Args": {"width": 80}}]}}""";

    private readonly ConfigFolder _folder = new();

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        _folder.Dispose();
    }

    [Fact]
    public void The_logging_section_reaches_the_settings_as_it_stands()
    {
        var settings = ConfigReader.Read(_folder.Write("config.json", Text), ["Serilog.MinimumLevel.Default=Debug"]).Settings;

        Assert.Equal("Debug", settings["Serilog:MinimumLevel:Default"]);
        Assert.Equal("Console", settings["Serilog:WriteTo:0:Name"]);
        Assert.Equal("80", settings["Serilog:WriteTo:0:Args:width"]);
    }

    [Fact]
    public void A_machines_variables_change_its_logging_and_nothing_that_is_recorded()
    {
        var path = _folder.Write("config.json", Text);
        var before = ConfigReader.Read(path, []);
        Environment.SetEnvironmentVariable(Variable, "Verbose");
        Environment.SetEnvironmentVariable("EXPERIMENTS_SEED", "9");
        var after = ConfigReader.Read(path, []);
        Environment.SetEnvironmentVariable("EXPERIMENTS_SEED", null);

        Assert.Null(before.Settings["Serilog:MinimumLevel:Override:Training"]);
        Assert.Equal("Verbose", after.Settings["Serilog:MinimumLevel:Override:Training"]);
        Assert.Equal(CanonicalJson.Serialize(before.Document), CanonicalJson.Serialize(after.Document));
        Assert.Equal(["Serilog"], after.Settings.GetChildren().Select(section => section.Key));
    }

    [Fact]
    public void An_odd_but_harmless_logging_section_is_kept() =>
        Assert.Equal("1", ConfigReader.Read(
            _folder.Write("config.json",
                """{"name": "a", "data": "digits", "model": "softmax_regression", "Serilog": {"": {"": 1}, "x": [[], {}, null]}}"""),
                []).Settings["Serilog::"]);
}
