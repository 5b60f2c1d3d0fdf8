using Experiments.Export;

namespace Experiments.Tests.Export;

/// <summary>Tests comments of exported scripts, and the names of scripts.</summary>
public sealed class ExportTextTests(ExportFixture fixture) : IClassFixture<ExportFixture>
{
    [Theory]
    [InlineData(0.2, 0.1, false,
        "# The split is a random permutation: first the test rows, then the validation rows, then the training rows.")]
    [InlineData(0.2, 0, false, "# The split is a random permutation: first the test rows, then the training rows.")]
    [InlineData(0, 0.1, true, "# The split is a random permutation: first the validation rows, then the training rows.")]
    [InlineData(0, 0, true, "# The training rows come from a random permutation.")]
    public void The_comment_on_the_split_names_the_parts_of_the_permutation(double test, double validation, bool hasFile, string comment)
    {
        var config = ExportFixture.Small("""{ "kind": "csv", "path": "plain.csv", "target": "2", "header": false }""");
        config["data"]!["validation"] = validation;
        if (hasFile)
            config["data"]!["test_path"] = "plain.csv";
        else
            config["data"]!["test"] = test;

        Assert.Contains(comment, Lines(config));
    }

    [Theory]
    [InlineData("kaiming_normal", "# ---- Initial weights, drawn on the CPU in float32")]
    [InlineData("lsuv", "# ---- Initial weights, from the file beside this script")]
    public void The_heading_of_the_initial_weights_says_where_they_come_from(string scheme, string heading)
    {
        var config = ExportFixture.Small("""{ "kind": "digits", "limit": 100 }""");
        config["init"] = new JsonObject { ["weight"] = scheme };

        Assert.Single(Lines(config), line => line.StartsWith("# ---- Initial", StringComparison.Ordinal));
        Assert.Contains(heading, Lines(config));
    }

    [Theory]
    [InlineData("folder/.py", "a script needs a name that ends in .py")]
    [InlineData("script", "a script needs a name that ends in .py")]
    [InlineData("script.safetensors", "a script needs a name that ends in .py")]
    [InlineData("folder/csv.py", "Python would import this script instead of the module 'csv'")]
    [InlineData("torch.py", "Python would import this script instead of the module 'torch'")]
    public void A_name_that_Python_would_not_understand_is_refused(string path, string what)
    {
        var refusal = Assert.Throws<InputException>(() => ScriptName.Check(path));
        Assert.StartsWith($"--out '{path}': {what}", refusal.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Every_module_that_a_script_loads_is_refused_as_a_name()
    {
        var loaded = PyTorch.Prints("""
            import collections, copy, csv, gzip, hashlib, io, json, math, os, pathlib, sys
            import numpy, torch
            names = {module.split(".")[0] for module in sys.modules} & (set(sys.stdlib_module_names) | {"numpy", "torch"})
            print(" ".join(sorted(name for name in names if not name.startswith("_"))))
            """).Split(' ');

        Assert.True(loaded.Length > 50);
        Assert.All(loaded, name => Assert.Throws<InputException>(() => ScriptName.Check($"{name}.py")));
        ScriptName.Check("digits_mlp.py");
    }

    private string[] Lines(JsonObject config)
    {
        using var script = fixture.Export(fixture.Read(config));
        return script.Text.Split('\n');
    }
}
