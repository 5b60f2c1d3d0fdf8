namespace Experiments.Tests.Runs;

public sealed class TrainedRunRefusalTests : TrainedRunBench
{
    [Fact]
    public void A_file_without_a_known_category_in_a_column_is_refused()
    {
        var table = WritePrices("prices.csv", 80);
        var summary = Runs.Run(Prices.Replace("PATH", table, StringComparison.Ordinal));
        var rows = Write("rows.csv", "Id,area,rooms,town\n7,55,3,North\n8,60,3,South\n");

        var message = Assert.Throws<InputException>(() => Predict(summary, rows, "Id")).Message;

        Assert.StartsWith($"{rows}, line 2, column 'town': 'North' is not a category of the training rows (", message,
            StringComparison.Ordinal);
        Assert.Contains("No row of the file has a known category in this column", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_trained_on_cells_that_are_read_differently_now_is_refused()
    {
        var table = Write("prices.csv",
            File.ReadAllText(WritePrices("some.csv", 80)).Replace(",north,", ",n/a,", StringComparison.Ordinal));
        var summary = Runs.Run(Prices.Replace("PATH", table, StringComparison.Ordinal));
        Assert.NotEmpty(Predict(summary, table, "Id"));
        var folder = RunFolder.Open(summary.Folder);
        var record = JsonNode.Parse(File.ReadAllText(folder.EnvironmentFile))!;
        Assert.Equal("""["'n/a' is missing"]""", record["data"]![0]!["reading"]!.ToJsonString(
            new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

        record["data"]![0]!.AsObject().Remove("reading");
        File.WriteAllText(folder.EnvironmentFile, record.ToJsonString());

        Assert.Contains("differently (then: nothing noted; now: 'n/a' is missing); train the network again",
            Assert.Throws<InputException>(() => Predict(summary, table, "Id")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_is_named()
    {
        var table = WritePrices("prices.csv", 60);
        var summary = Runs.Run(Prices.Replace("PATH", table, StringComparison.Ordinal));
        var lacking = Write("lacking.csv", "Id,area,room,town\n7,55,3,north\n");

        Assert.Equal($"{lacking} has no column 'rooms', which the network was trained with; did you mean 'room'?",
            Assert.Throws<InputException>(() => Predict(summary, lacking, "Id")).Message);
        Assert.StartsWith($"--id-column: {table} has no column 'Ident'",
            Assert.Throws<InputException>(() => Predict(summary, table, "Ident")).Message, StringComparison.Ordinal);
        var words = Write("words.csv", "Id,area,rooms,town\n7,wide,3,north\n");
        Assert.Contains("words.csv, line 2, column 'area': 'wide' is not a number",
            Assert.Throws<InputException>(() => Predict(summary, words, "Id")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_training_file_is_refused()
    {
        var table = WritePrices("prices.csv", 60);
        var summary = Runs.Run(Prices.Replace("PATH", table, StringComparison.Ordinal));
        var measured = TestPath(WritePrices("other.csv", 9));
        Assert.NotEmpty(Evaluate(summary, null, "test", measured));
        File.AppendAllText(table, "999,1000000,3,north,5\n");

        Assert.Contains("was trained on '" + table, Assert.Throws<InputException>(() => Evaluate(summary, null, "test", measured)).Message,
            StringComparison.Ordinal);
        Assert.Contains("was trained on '" + table, Assert.Throws<InputException>(() => Predict(summary, table, "Id")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Anything_but_a_trained_run_is_refused_in_one_sentence()
    {
        var summary = Runs.Run(RunFixture.DigitsMlp);
        var folder = RunFolder.Open(summary.Folder);
        string Refusal(string path, string[] sets, string? weights) =>
            Assert.Throws<InputException>(() => TrainedRun.Open(path, sets, weights)).Message;

        var above = Path.Combine(Runs.Root, "runs");
        Assert.Equal($"'{above}' is not a run folder: it has no config.json.", Refusal(above, [], null));
        Assert.Equal($"The run in '{summary.Folder}' has no 'ema' weights (best, last, initial).", Refusal(summary.Folder, [], "ema"));
        Assert.Equal("--weights: 'bst' is neither best, ema, last or initial nor a file.", Refusal(summary.Folder, [], "bst"));
        foreach (var set in new[] { "model.hidden=[3]", "data.split_seed=3", "data.limit=10", "data.normalize=false", "data.test=100",
            "data={}", "seed=1" })
            Assert.Equal(
                $"--set {set}: only data.test_path, data.path, data.eval_batch_size, device and threads can be changed after training; "
                    + "other keys were fixed by training.",
                Refusal(summary.Folder, [set], null));
        Assert.Equal(
            $"'{summary.Folder}' was trained on digits, but other rows can be measured only for tables (data.test_path, or "
                + "--data FILE); use a run on csv or ames.",
            Refusal(summary.Folder, ["data.test_path=\"x.csv\""], null));
        File.Delete(folder.Summary);
        Assert.StartsWith($"The run in '{summary.Folder}' has not ended", Refusal(summary.Folder, [], null), StringComparison.Ordinal);
        Assert.Equal(folder.Weights("best"), TrainedRun.Open(summary.Folder, [], "best").Weights);
    }

    [Fact]
    public void Another_networks_weights_are_refused()
    {
        var run = Runs.Run(RunFixture.DigitsMlp);
        var wider = Runs.Run(RunFixture.DigitsMlp, "model.hidden=[17]");
        var deeper = Runs.Run(RunFixture.DigitsMlp, "model.hidden=[16,16]");

        string Refusal(RunSummary other) =>
            Assert.Throws<InputException>(() => Evaluate(run, RunFolder.Open(other.Folder).Weights("last"), "test")).Message;
        Assert.Contains("'features.0.weight' has shape [17, 64] there and [16, 64] here.", Refusal(wider), StringComparison.Ordinal);
        Assert.Contains("belongs to another network", Refusal(deeper), StringComparison.Ordinal);
    }
}
