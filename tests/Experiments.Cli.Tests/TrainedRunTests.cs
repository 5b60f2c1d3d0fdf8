namespace Experiments.Cli.Tests;

/// <summary>Tests <c>evaluate</c> and <c>predict</c> on the command line.</summary>
public sealed class TrainedRunTests(TrainedRuns runs) : IClassFixture<TrainedRuns>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Evaluate_repeats_the_numbers_of_the_run()
    {
        var run = runs.Train("configs/digits-softmax.json", "--set", "training.epochs=2");
        var summary = JsonNode.Parse(File.ReadAllText(Path.Combine(run, "summary.json")))!;

        var json = Cli.Run("evaluate", run, "--weights", "last", "--json");
        var text = Cli.Run("evaluate", run);

        Assert.Equal((0, ""), (json.ExitCode, json.Error));
        var line = JsonNode.Parse(json.Output)!;
        Assert.Equal("test", (string)line["split"]!);
        Assert.Equal(summary["final"]!["test"]!.ToJsonString(), line["metrics"]!.ToJsonString());
        Assert.Equal((long)summary["steps"]!, (long)line["step"]!);
        Assert.Equal(0, text.ExitCode);
        Assert.StartsWith("test        loss ", text.Output, StringComparison.Ordinal);
        Assert.Contains("best.safetensors", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_a_wrapped_network_are_accepted_and_a_PyTorch_file_is_refused_with_its_conversion()
    {
        var run = runs.Train("configs/digits-softmax.json", "--set", "training.epochs=2");
        var (wrapped, pickled) = (Path.Combine(_folder.Path, "wrapped.safetensors"), Path.Combine(_folder.Path, "weights.pt"));
        using (TorchSharp.torch.NewDisposeScope())
            Safetensors.Write(wrapped, Safetensors.Read(Path.Combine(run, "checkpoints", "last.safetensors"))
                .Select(pair => ($"_orig_mod.{pair.Key}", pair.Value)));
        File.WriteAllBytes(pickled, [(byte)'P', (byte)'K', 3, 4, 0, 0, 8, 8, 0, 0]);

        var last = Cli.Run("evaluate", run, "--weights", "last", "--json");
        var other = Cli.Run("evaluate", run, "--weights", wrapped, "--json");

        Assert.Equal((0, $"Removed the prefix '_orig_mod.' from the names in '{wrapped}'.{Environment.NewLine}"),
            (other.ExitCode, other.Error));
        Assert.Equal(JsonNode.Parse(last.Output)!["metrics"]!.ToJsonString(), JsonNode.Parse(other.Output)!["metrics"]!.ToJsonString());
        var refused = Cli.Run("evaluate", run, "--weights", pickled);
        Assert.Equal(2, refused.ExitCode);
        Assert.StartsWith($"{pickled} is a PyTorch file, but a safetensors file is needed. Convert it in Python:\n  import torch",
            refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_can_use_other_rows()
    {
        var run = runs.Train("configs/ames-mlp.json", "--set", "training.epochs=2");
        var rows = WriteRows(5);
        var output = Path.Combine(_folder.Path, "predicted.csv");

        var result = Cli.Run("evaluate", run, "--json", "--set", $"data.test_path={System.Text.Json.JsonSerializer.Serialize(rows)}");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var line = JsonNode.Parse(result.Output)!;
        Assert.Equal(5, (long)line["examples"]!);
        Assert.Equal(0, Cli.Run("predict", run, "--data", rows, "--out", output).ExitCode);
        // In the file, the price comes before longitude and latitude.
        static IEnumerable<double> Prices(string file, int fromEnd) =>
            File.ReadLines(file).Skip(1)
                .Select(row => double.Parse(row.Split(',')[^fromEnd], System.Globalization.CultureInfo.InvariantCulture));
        var rmse = Math.Sqrt(Prices(output, 1).Zip(Prices(rows, 3), (predicted, paid) => Math.Pow(Math.Log(predicted / paid), 2))
            .Average());
        Assert.Equal(rmse, (double)line["metrics"]!["rmse_log"]!, 5);
    }

    [Fact]
    public void Data_takes_a_file_to_evaluate_or_a_folder_to_search()
    {
        var run = runs.Train("configs/ames-mlp.json", "--set", "training.epochs=2");
        var rows = WriteRows(5);
        var set = Cli.Run("evaluate", run, "--json", "--set", $"data.test_path={System.Text.Json.JsonSerializer.Serialize(rows)}");

        var data = Cli.Run("evaluate", run, "--json", "--data", rows, "--data", _folder.Path);

        Assert.Equal((0, "", set.Output), (data.ExitCode, data.Error, data.Output));
        Assert.Equal(0, Cli.Run("predict", run, "--data", _folder.Path, "--data", rows, "--out",
            Path.Combine(_folder.Path, "out.csv")).ExitCode);
    }

    // The learning rate is far too large. With on_non_finite 'ignore', the run trains to its end with weights of NaN.
    [Fact]
    public void A_run_that_ignores_divergence_and_its_evaluation_exit_with_4()
    {
        var ended = Cli.Run("run", "configs/digits-softmax.json", "--set", "training.epochs=1", "--set", "training.on_non_finite=ignore",
            "--set", "optimizer.lr=1e38", "--output", _folder.Path);
        Assert.Equal(4, ended.ExitCode);
        Assert.Contains("gave a loss that is not finite: the first layer with a parameter that is not finite is ", ended.Error,
            StringComparison.Ordinal);
        Assert.Contains("diverged after ", ended.Output, StringComparison.Ordinal);
        var run = Path.GetDirectoryName(Directory.GetFiles(_folder.Path, "summary.json", SearchOption.AllDirectories).Single())!;
        Assert.Equal("diverged", (string)JsonNode.Parse(File.ReadAllText(Path.Combine(run, "summary.json")))!["status"]!);

        var result = Cli.Run("evaluate", run, "--weights", "last");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("The loss on the test split is not finite with the weights '", result.Error, StringComparison.Ordinal);
        Assert.StartsWith("test        loss ", result.Output, StringComparison.Ordinal);
        Assert.Contains("is not completed but diverged (", Cli.Run("evaluate", run).Error, StringComparison.Ordinal);
    }

    // Five layers of 1e38 give predictions of about 1e195. The loss uses the logarithm of the predictions, which is about 440, but the
    // square of the predictions overflows float64.
    [Fact]
    public void A_metric_that_is_not_finite_is_named_and_is_not_a_divergence_if_the_loss_is_finite()
    {
        string[] sets = ["init.rules=[]", "init.weight={\"scheme\":\"constant\",\"val\":1e38}", "init.bias=zeros",
            "model.hidden=[8,8,8,8]", "precision=float64", "data.log_target=false", "loss=rmse_log",
            "optimizer={\"kind\":\"sgd\",\"lr\":0}", "training.epochs=1"];
        var run = runs.Train(["configs/ames-mlp.json", .. sets.SelectMany(set => new[] { "--set", set })]);

        var result = Cli.Run("evaluate", run, "--weights", "last");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("The rmse on the test split is not finite with the weights '", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("loss on the test", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_writes_a_file_to_hand_in()
    {
        var run = runs.Train("configs/ames-mlp.json", "--set", "training.epochs=2");
        var rows = WriteRows(5);
        var output = Path.Combine(_folder.Path, "submission.csv");

        var result = Cli.Run("predict", run, "--data", rows, "--out", output, "--id-column", "Id");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var lines = File.ReadAllLines(output);
        Assert.Equal("Id,Sale_Price", lines[0]);
        Assert.Equal(["1461", "1462", "1463", "1464", "1465"], lines[1..].Select(line => line.Split(',')[0]));
        Assert.All(lines[1..], line =>
            Assert.InRange(double.Parse(line.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture), 1, 1e9));
    }

    [Fact]
    public void Predictions_replace_nothing_but_earlier_predictions()
    {
        var run = runs.Train("configs/ames-mlp.json", "--set", "training.epochs=2");
        var rows = WriteRows(2);
        var notes = Path.Combine(_folder.Path, "notes.txt");
        var link = Path.Combine(_folder.Path, "link.csv");
        var earlier = Path.Combine(_folder.Path, "earlier.csv");
        File.WriteAllText(notes, "mine\n");
        File.CreateSymbolicLink(link, rows);
        File.WriteAllText(earlier, "Id,Sale_Price\n1,2\n");
        (int ExitCode, string Error) Predict(string output)
        {
            var result = Cli.Run("predict", run, "--data", rows, "--out", output, "--id-column", "Id");
            return (result.ExitCode, result.Error.Trim());
        }

        var before = File.ReadAllText(rows);
        Assert.Equal((2, $"--out: '{rows}' is the file of --data, which would be overwritten. Use another path."), Predict(rows));
        Assert.Equal(2, Predict(link).ExitCode);
        Assert.Equal((2, $"--out: '{notes}' exists and does not hold earlier predictions (first line 'Id,Sale_Price'). Remove the file or "
            + $"use another path."), Predict(notes));
        Assert.EndsWith("is in the run's folder, which holds only files of the run. Use another path.",
            Predict(Path.Combine(run, "config.json")).Error,
            StringComparison.Ordinal);
        Assert.EndsWith("is a data file of the run, which would be overwritten. Use another path.",
            Predict(Path.Combine(Cli.Root, "data", "ames", "ames.csv.gz")).Error, StringComparison.Ordinal);
        Assert.Equal((before, "mine\n"), (File.ReadAllText(rows), File.ReadAllText(notes)));
        Assert.Equal((0, ""), Predict(earlier));
        Assert.Equal(3, File.ReadAllLines(earlier).Length);
    }

    [Fact]
    public void Wrong_input_gives_one_sentence_and_exit_code_2()
    {
        var run = runs.Train("configs/digits-softmax.json", "--set", "training.epochs=2");
        var output = Path.Combine(_folder.Path, "out.csv");
        string Refused(params string[] arguments)
        {
            var result = Cli.Run(arguments);
            Assert.Equal((2, ""), (result.ExitCode, result.Output));
            return Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        Assert.EndsWith("is not a run folder: it has no config.json.", Refused("evaluate", _folder.Path), StringComparison.Ordinal);
        Assert.StartsWith("--set data.split_seed=3: only data.test_path", Refused("evaluate", run, "--set", "data.split_seed=3"),
            StringComparison.Ordinal);
        Assert.StartsWith("--weights: 'x'", Refused("evaluate", run, "--weights", "x"), StringComparison.Ordinal);
        Assert.EndsWith("was trained on digits, but other rows can be measured only for tables (data.test_path, or --data FILE); use a "
            + "run on csv or ames.", Refused("evaluate", run, "--data", "configs/digits-mlp.json"), StringComparison.Ordinal);
        Assert.Equal("--data 'configs/digits-mlp.json' and --set data.test_path both name rows to evaluate. Leave one out.",
            Refused("evaluate", run, "--data", "configs/digits-mlp.json", "--set", "data.test_path=\"x.csv\""));
        Assert.Equal("--split train asks for rows of the run, but --data 'configs/digits-mlp.json' replaces the test rows by others. "
            + "Leave one out.", Refused("evaluate", run, "--data", "configs/digits-mlp.json", "--split", "train"));
        Assert.Equal("--split validation asks for rows of the run, but --set data.test_path replaces the test rows by others. Leave "
            + "one out.",
            Refused("evaluate", run, "--set", "data.test_path=\"x.csv\"", "--split", "validation"));
        Assert.Equal($"--root 'data' and --data '{_folder.Path}' both name a folder for the training file. Leave one out.",
            Refused("predict", run, "--root", "data", "--data", "configs/digits-mlp.json", "--data", _folder.Path, "--out", output));
        Assert.Equal("--data: file or folder 'nowhere' does not exist.", Refused("evaluate", run, "--data", "nowhere"));
        Assert.Equal($"--data '{_folder.Path}' is a folder. Add --data FILE with the rows to predict for.",
            Refused("predict", run, "--data", _folder.Path, "--out", output));
        Assert.Equal("--split is 'tset'; train, validation or test is expected; did you mean 'test'?",
            Refused("evaluate", run, "--split", "tset"));
        Assert.Contains("predict reads tables", Refused("predict", run, "--data", "configs/digits-mlp.json", "--out", output),
            StringComparison.Ordinal);
        Assert.False(File.Exists(output));
    }

    private string WriteRows(int count)
    {
        var rows = Path.Combine(_folder.Path, "new.csv");
        using var gzip = new System.IO.Compression.GZipStream(File.OpenRead(Path.Combine(Cli.Root, "data", "ames", "ames.csv.gz")),
            System.IO.Compression.CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        File.WriteAllText(rows,
            string.Join('\n', Enumerable.Range(0, count + 1).Select(i => (i == 0 ? "Id," : $"{1460 + i},") + reader.ReadLine())));
        return rows;
    }
}
