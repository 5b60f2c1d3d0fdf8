namespace Experiments.Tests.Runs;

public sealed class TrainedRunTests : TrainedRunBench
{
    [Theory]
    [InlineData("model.normalization=\"batch\"")]
    [InlineData("precision=\"float64\"")]
    [InlineData("training.ema={\"decay\":0.9}")]
    public void Reloaded_weights_reproduce_the_metrics_of_the_training(string set)
    {
        var summary = Runs.Run(RunFixture.DigitsMlp, set);
        var ended = set.Contains("ema", StringComparison.Ordinal) ? "ema" : "last";

        foreach (var split in new[] { "validation", "test" })
        {
            Assert.Equal(summary.Final(split), Evaluate(summary, ended, split));
            Assert.Equal(summary.Progress.Best!.Metrics[split], Evaluate(summary, "best", split));
            Assert.Equal(summary.Progress.Best.Metrics[split], Evaluate(summary, null, split));
            if (ended == "last")
                Assert.Equal(summary.Progress.Initial[split], Evaluate(summary, "initial", split));
        }
    }

    [Fact]
    public void Predicted_prices_have_the_error_that_the_training_measured()
    {
        var table = WritePrices("prices.csv", 80);
        var test = WritePrices("test.csv", 30, from: 100);
        var summary = Runs.Run(Prices.Replace("PATH", table, StringComparison.Ordinal),
            $"data.test_path={JsonSerializer.Serialize(test)}");

        var lines = Predict(summary, test, "Id");

        Assert.Equal("Id,price", lines[0]);
        var truth = File.ReadLines(test).Skip(1).Select(line => line.Split(',')).ToList();
        var errors = lines.Skip(1).Zip(truth, (line, cells) =>
        {
            var prediction = line.Split(',');
            Assert.Equal(cells[0], prediction[0]);
            return Math.Log(double.Parse(prediction[1], CultureInfo.InvariantCulture))
                - Math.Log(double.Parse(cells[^1], CultureInfo.InvariantCulture));
        }).ToList();
        var rmse = Math.Sqrt(errors.Average(error => error * error));
        Assert.Equal(30, errors.Count);
        Assert.Equal(summary.Progress.Best!.Metrics["test"].Single(metric => metric.Name == "rmse_log").Value, rmse, 6);
        Assert.NotEqual(0, rmse);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Predictions_of_a_standardised_target_are_in_its_own_units(bool log)
    {
        var table = WritePrices("prices.csv", 80);
        var test = WritePrices("test.csv", 30, from: 100);
        var summary = Runs.Run(Prices.Replace("PATH", table, StringComparison.Ordinal), "data.standardize_target=true",
            $"data.log_target={(log ? "true" : "false")}", TestPath(test));

        var truth = File.ReadLines(test).Skip(1).Select(line => double.Parse(line.Split(',')[^1], CultureInfo.InvariantCulture));
        var errors = Predict(summary, test, "Id").Skip(1).Zip(truth, (line, price) =>
        {
            var prediction = double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture);
            return log ? Math.Log(prediction / price) : prediction - price;
        }).ToList();

        var rmse = Math.Sqrt(errors.Average(error => error * error));
        var metrics = summary.Progress.Best!.Metrics["test"];
        Assert.Equal(1, rmse / metrics.Single(metric => metric.Name == "rmse").Value, 5);
        Assert.Equal(metrics, Evaluate(summary, null, "test"));
        var run = TrainedRun.Open(summary.Folder, [], null);
        using var data = run.Load(run.Context([]));
        var recorded = JsonNode.Parse(File.ReadAllText(run.Folder.EnvironmentFile))!["target"]!;
        var std = recorded["std"]!.GetValue<double>();
        Assert.Equal(data.Description.TargetScale, new TargetScale(recorded["mean"]!.GetValue<double>(), std));
        Assert.Equal(1, rmse * rmse / (std * std) / metrics.Single(metric => metric.Name == "loss").Value, 4);
    }

    [Fact]
    public void New_rows_may_lack_the_target_and_have_other_columns_and_unseen_values()
    {
        var table = WritePrices("prices.csv", 80);
        var summary = Runs.Run(Prices.Replace("PATH", table, StringComparison.Ordinal));
        var known = Write("known.csv", "Id,area,rooms,town,price\n7,55,3,north,1\n8,70,,south,1\n");
        var shuffled = Write("shuffled.csv", "note,town,rooms,area,Id\nx,north,3,55,7\n\"a,b\",south,NA,70,8\nz,atlantis,3,55,\"9,5\"\n");

        var plain = Predict(summary, known, "Id");
        var other = Predict(summary, shuffled, "Id");

        Assert.Equal(plain, other.Take(3));
        Assert.StartsWith("\"9,5\",", other[3], StringComparison.Ordinal);
        Assert.NotEqual(other[1].Split(',')[1], other[3].Split(',')[^1]);
        Assert.Equal("row,price", Predict(summary, known, null)[0]);
        Assert.StartsWith("0,", Predict(summary, known, null)[1], StringComparison.Ordinal);
    }

    // The run splits test rows from its own file. Evaluating on another file must not return these rows to the training split.
    [Fact]
    public void Other_rows_are_measured_with_the_preprocessing_fitted_in_training()
    {
        var table = WritePrices("prices.csv", 80);
        var summary = Runs.Run(Prices.Replace("PATH", table, StringComparison.Ordinal));
        var other = WritePrices("other.csv", 31, from: 100);

        var metrics = Evaluate(summary, null, "test", TestPath(other), "data.eval_batch_size=4");

        var truth = File.ReadLines(other).Skip(1).Select(line => line.Split(',')[^1]);
        var rmse = Math.Sqrt(Predict(summary, other, "Id").Skip(1).Zip(truth, (line, price) =>
            Math.Pow(Math.Log(double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture) / double.Parse(price,
                CultureInfo.InvariantCulture)), 2)).Average());
        Assert.Equal(rmse, metrics.Single(metric => metric.Name == "rmse_log").Value, 6);
        Assert.Equal(summary.Progress.Best!.Metrics["validation"], Evaluate(summary, null, "validation", TestPath(other)));
        var reversed = Write("reversed.csv",
            string.Join('\n', File.ReadLines(other).Select(line => string.Join(',', line.Split(',').Reverse()))) + "\n");
        Assert.Equal(metrics, Evaluate(summary, null, "test", TestPath(reversed), "data.eval_batch_size=4"));
        var lacking = Write("lacking.csv", "Id,area,rooms,town\n7,55,3,north\n");
        Assert.Contains("has no column 'price', which the network predicts",
            Assert.Throws<InputException>(() => Evaluate(summary, null, "test", TestPath(lacking))).Message, StringComparison.Ordinal);
        Assert.Contains("a file with the rows to measure is expected",
            Assert.Throws<InputException>(() => Evaluate(summary, null, "test", "data.test_path=null")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_header_line_columns_are_found_by_place_with_or_without_the_target()
    {
        // The target is the first column, so all other columns shift if it is left out.
        var rows = Enumerable.Range(0, 60)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{3 * Math.Cos(i) + 40},{Math.Cos(i)},{Math.Sin(i)},{i}")).ToList();
        var table = Write("plain.csv", string.Join('\n', rows) + "\n");
        var summary = Runs.Run(Prices.Replace("PATH", table, StringComparison.Ordinal), "data.header=false", "data.target=\"0\"",
            "data.ignore=[\"3\"]");
        var without = Write("without.csv",
            string.Join('\n', rows.Select(row => row[(row.IndexOf(',', StringComparison.Ordinal) + 1)..])) + "\n");
        var narrow = Write("narrow.csv", "1,2\n");

        Assert.Equal(Predict(summary, table, "3")[1..], Predict(summary, without, "2")[1..]);
        Assert.Equal($"{narrow} has 2 columns; without a header line, 4 are expected, as in {table}, or 3 without the target.",
            Assert.Throws<InputException>(() => Predict(summary, narrow, null)).Message);
    }

    [Fact]
    public void Unseen_categories_are_counted_and_named()
    {
        var table = WritePrices("prices.csv", 80);
        var summary = Runs.Run(Prices.Replace("PATH", table, StringComparison.Ordinal));
        var rows = Write("rows.csv", "Id,area,rooms,town\n7,55,3,North\n8,60,3,north\n9,70,4,atlantis\n");
        var run = TrainedRun.Open(summary.Folder, [], null);

        using var warned = run.ReadNew(rows, "Id", run.Context([]));
        using var known = run.ReadNew(table, "Id", run.Context([]));

        Assert.Equal(
            $"{rows}: 1 of 3 columns contain categories that do not occur in the training rows; the network ignores these categories: "
                + $"'town' in 2 of 3 rows (first: 'North').",
            Assert.Single(warned.Warnings));
        Assert.Empty(known.Warnings);
    }

    [Fact]
    public void The_training_file_is_found_where_the_run_read_it_and_the_test_file_is_not_needed_to_predict()
    {
        Directory.CreateDirectory(Path.Combine(Runs.Root, "data"));
        WritePrices("data/prices.csv", 80);
        var test = WritePrices("test.csv", 30, from: 100);
        var config = Runs.Read(Prices.Replace("PATH", "prices.csv", StringComparison.Ordinal), TestPath(test));
        var summary = Runner.Run(config, Runs.Request with { DataRoots = [Path.Combine(Runs.Root, "data")] }, new SilentObserver(),
            CancellationToken.None);
        var rows = WritePrices("rows.csv", 5);
        var before = Predict(summary, rows, "Id");

        File.Delete(test);

        Assert.Equal(before, Predict(summary, rows, "Id"));
        Assert.Equal(6, before.Length);
    }

    [Fact]
    public void Weights_of_a_diverged_run_are_used_only_on_request_and_write_no_non_finite_prediction()
    {
        var table = WritePrices("prices.csv", 80);
        var summary = Runs.Run(
            Prices.Replace("PATH", table, StringComparison.Ordinal), "optimizer={\"kind\":\"sgd\",\"lr\":1e30}",
            "model.activation=identity", "data.validation=0");
        Assert.Equal(RunStatus.Diverged, summary.Status);

        var refusal = Assert.Throws<InputException>(() => TrainedRun.Open(summary.Folder, [], null)).Message;
        Assert.StartsWith($"The run in '{summary.Folder}' is not completed but diverged (", refusal, StringComparison.Ordinal);
        Assert.EndsWith("; use --weights to use its weights anyway (last, initial).", refusal, StringComparison.Ordinal);
        var run = TrainedRun.Open(summary.Folder, [], "last");
        using var rows = run.ReadNew(table, "Id", run.Context([]));
        using var model = run.Build(rows.Description);
        Assert.Matches("^The prediction for Id '0' is (NaN|Infinity|-Infinity), not a finite number.$",
            Assert.Throws<InputException>(() => CsvText.Of(PredictionTable.Rows(model, rows, "price", 7))).Message);
    }

    [Fact]
    public void Predicted_classes_are_the_most_probable_ones_and_probabilities_add_up_to_one()
    {
        var rows = Enumerable.Range(0, 90)
            .Select(i => string.Create(CultureInfo.InvariantCulture,
                $"{Math.Cos(i)},{Math.Sin(1.7 * i)},{(Math.Cos(i) > 0.4 ? "high" : Math.Sin(1.7 * i) > 0 ? "mid" : "low")}"));
        var table = Write("classes.csv", "a,b,level\n" + string.Join('\n', rows) + "\n");
        var summary = Runs.Run(Prices.Replace("PATH", table, StringComparison.Ordinal), "data.target=\"level\"", "data.ignore=[]",
            "data.log_target=false", "data.test=0.2");

        var lines = Predict(summary, table, null);

        Assert.Equal("row,level,probability_high,probability_low,probability_mid", lines[0]);
        var right = 0;
        foreach (var (line, row) in lines.Skip(1).Zip(File.ReadLines(table).Skip(1)))
        {
            var cells = line.Split(',');
            var probabilities = cells[2..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(1, probabilities.Sum(), 9);
            Assert.Equal(new[] { "high", "low", "mid" }[probabilities.IndexOf(probabilities.Max())], cells[1]);
            right += row.EndsWith("," + cells[1], StringComparison.Ordinal) ? 1 : 0;
        }

        // Each row is in exactly one split.
        var expected = summary.Progress.Best!.Metrics.Sum(split => split.Key == "train_running"
            ? 0
            : split.Value.Single(metric => metric.Name == "accuracy").Value * summary.Examples[split.Key])
            + Evaluate(summary, null, "train").Single(metric => metric.Name == "accuracy").Value * summary.Examples["train"];
        Assert.Equal(expected, right, 6);
    }

    [Fact]
    public void Weights_with_a_wrappers_prefix_give_the_same_metrics_and_the_prefix_is_reported()
    {
        var summary = Runs.Run(RunFixture.DigitsMlp);
        var wrapped = Path.Combine(Runs.Root, "wrapped.safetensors");
        using var scope = NewDisposeScope();
        var tensors = Experiments.Serialization.Safetensors.Read(RunFolder.Open(summary.Folder).Weights("last"));
        Experiments.Serialization.Safetensors.Write(wrapped, tensors.Select(pair => ($"module.{pair.Key}", pair.Value)));

        var run = TrainedRun.Open(summary.Folder, [], wrapped);
        using var data = run.Load(run.Context(DataRoots.Default(null)));
        var measured = run.Evaluate(data, "test").Metrics;

        Assert.Equal("module.", run.StrippedPrefix);
        Assert.Equal(Evaluate(summary, "last", "test"), measured);
        Experiments.Serialization.Safetensors.Write(wrapped,
            tensors.Select(pair => ($"module.{pair.Key}", pair.Value)).Append(("step", ones(1, device: CPU))));
        Assert.Equal($"'{wrapped}' belongs to another network: it has 'step', which this network does not have.",
            Assert.Throws<InputException>(() => run.Evaluate(data, "test")).Message);
    }

    [SkippableFact]
    public void Python_reads_the_weights_without_this_program()
    {
        var summary = Runs.Run(RunFixture.DigitsMlp, "training.ema={}");
        var expected = Evaluate(summary, "last", "test").Single(metric => metric.Name == "accuracy").Value;
        var run = TrainedRun.Open(summary.Folder, [], "last");
        using var data = run.Config.Data.Load(run.Context(DataRoots.Default(null)));
        var inputs = Path.Combine(Runs.Root, "inputs.safetensors");
        Experiments.Serialization.Safetensors.Write(inputs, [("inputs", data.Test!.Inputs), ("targets", data.Test.Targets)]);

        var printed = PyTorch.Prints($$"""
            import json, struct
            import numpy

            def load(path):
                content = open(path, "rb").read()
                length, = struct.unpack("<Q", content[:8])
                header = json.loads(content[8:8 + length])
                header.pop("__metadata__", None)
                types = {"F32": "<f4", "I64": "<i8"}
                return {name: numpy.frombuffer(content[8 + length + e["data_offsets"][0]:8 + length + e["data_offsets"][1]], types[e["dtype"]]).reshape(e["shape"]) for name, e in header.items()}

            data = load({{JsonSerializer.Serialize(inputs)}})
            accuracies = []
            for name in ["last", "best", "ema", "initial"]:
                w = load({{JsonSerializer.Serialize(RunFolder.Open(summary.Folder).Checkpoints)}} + "/" + name + ".safetensors")
                hidden = numpy.maximum(data["inputs"].reshape(-1, 64) @ w["features.0.weight"].T + w["features.0.bias"], 0)
                logits = hidden @ w["classifier.0.weight"].T + w["classifier.0.bias"]
                accuracies.append(float((logits.argmax(1) == data["targets"]).mean()))
            print(json.dumps(accuracies))
            """);

        var accuracies = JsonSerializer.Deserialize<double[]>(printed)!;
        Assert.Equal(expected, accuracies[0], 9);
        Assert.Equal(summary.Final("test").Single(metric => metric.Name == "accuracy").Value, accuracies[2], 9);
    }
}
