using Experiments.Data.Tables;
using Experiments.Export;

namespace Experiments.Tests.Export;

/// <summary>Tests what an export takes from the record of a run, and what it refuses.</summary>
public sealed class ExportSourceTests(ExportFixture fixture) : IClassFixture<ExportFixture>
{
    [Fact]
    public void Relative_paths_become_those_of_the_record()
    {
        var data = (CsvOptions)ExportSource.OfRun(Run("paths").Path).Resolved.Config.Data;

        Assert.Equal((fixture.File("paths.csv"), fixture.File("paths-test.csv")), (data.Path, data.TestPath));
    }

    [Fact]
    public void A_record_with_too_few_files_is_refused()
    {
        var run = Run("few");
        var record = JsonNode.Parse(File.ReadAllText(run.EnvironmentFile))!;
        record["data"]!.AsArray().RemoveAt(1);
        File.WriteAllText(run.EnvironmentFile, record.ToJsonString());

        var refusal = Assert.Throws<InputException>(() => ExportSource.OfRun(run.Path));

        Assert.Equal($"The number of data files in '{run.EnvironmentFile}' is 1, but the config names 2. "
            + $"Export the run's config instead: '{run.Config}'.", refusal.Message);
    }

    [Fact]
    public void A_run_without_a_record_is_refused_with_advice()
    {
        var run = Run("none");
        File.Delete(run.EnvironmentFile);

        var refusal = Assert.Throws<InputException>(() => ExportSource.OfRun(run.Path));

        Assert.EndsWith($" Export the run's config instead: '{run.Config}'.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_has_changed_is_refused_with_advice_for_tables()
    {
        var run = Run("changed");
        File.AppendAllText(fixture.File("changed-test.csv"), "1,1,a\n");

        var refusal = Assert.Throws<InputException>(() => PyTorchExport.Of(ExportSource.OfRun(run.Path), fixture.Roots));

        Assert.StartsWith($"The run in '{run.Path}' was trained on '{fixture.File("changed-test.csv")}' with the SHA-256 ", refusal.Message,
            StringComparison.Ordinal);
        Assert.EndsWith($"Restore the file, or export '{run.Config}', which takes the present file.", refusal.Message,
            StringComparison.Ordinal);
    }

    private RunFolder Run(string name)
    {
        File.Copy(fixture.File("plain.csv"), fixture.File($"{name}.csv"));
        File.Copy(fixture.File("plain.csv"), fixture.File($"{name}-test.csv"));
        var config = ExportFixture.Small($$"""
            { "kind": "csv", "path": "{{name}}.csv", "test_path": "{{name}}-test.csv", "target": "2", "header": false }
            """);
        config["name"] = name;
        config["training"]!["steps"] = 2;
        return RunFolder.Open(fixture.Run(fixture.Read(config)).Folder);
    }
}
