using Experiments.Reports.RunPage;

namespace Experiments.Tests.Reports.RunPage;

public sealed class RunPageTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("experiments-show-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_first_sentences_give_the_result_the_best_evaluation_and_the_verdict()
    {
        var page = Page(new WrittenRun());

        Assert.Contains("<p class=\"lead\">Test accuracy is 91.25 % after 400 updates. The best validation accuracy, 95.0 %, is after 360 "
            + "updates (test: 93.75 %).</p>", page, StringComparison.Ordinal);
        Assert.Contains("<p class=\"verdict vanishing\"><b>Signal at the start: vanishing.</b> From features.0 on, the variance shrinks. "
            + "Use kaiming_normal.</p>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Test accuracy</dt><dd>91.25 %</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Parameters</dt><dd>1,260</dd>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("diverged", "Diverged after 400 updates of 800 updates.")]
    [InlineData("failed", "Failed after 400 updates of 800 updates: planted")]
    [InlineData("interrupted", "Interrupted after 400 updates of 800 updates; test accuracy is 91.25 % after 400 updates.")]
    [InlineData(null, "This run has not ended, or it was killed: it has no summary.json. Its last evaluation is after 400 updates.")]
    public void A_run_that_did_not_complete_says_how_far_it_came(string? status, string sentence)
    {
        var page = Page(new WrittenRun { Status = status, Message = "planted" });

        Assert.Contains($"<p class=\"lead\">{sentence}", page, StringComparison.Ordinal);
        Assert.Contains("Predictions are recorded only when a run completes.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_numbers_of_the_page_are_those_of_the_files()
    {
        var data = Data(Page(new WrittenRun()));

        var validation = data["charts"]![0]!["series"]!.AsArray().Single(one => (string)one!["split"]! == "validation")!;
        Assert.Equal(Enumerable.Range(0, 21).Select(index => WrittenRun.Loss(20 * index)),
            validation["value"]!.AsArray().Select(value => value!.GetValue<double>()));
        Assert.Equal([0, 100, 200, 300, 400], data["signal"]!["step"]!.AsArray().Select(step => step!.GetValue<int>()));
        Assert.Equal(WrittenRun.Moment(2, 300),
            data["signal"]!["values"]!["pre_activation_second_moment"]![2]![3]!.GetValue<double>());
        Assert.Equal(WrittenRun.Confused(1, 2), data["confusion"]!["counts"]![1]![2]!.GetValue<long>());
        Assert.Equal(["cat", "dog", "fish"], data["confusion"]!["classes"]!.AsArray().Select(name => (string)name!));
        Assert.Equal(400, data["updates"]!["gradient_norm"]!.AsArray().Count);
    }

    [Fact]
    public void A_folder_of_an_earlier_version_has_a_page_that_says_what_is_not_recorded()
    {
        var page = Page(new WrittenRun { HasNewRecords = false, HasHistograms = false });

        Assert.Null(Data(page)["updates"]);
        Assert.Contains("No verdict on the signal: network.json is missing.", page, StringComparison.Ordinal);
        Assert.Contains("this run has no updates.jsonl", page, StringComparison.Ordinal);
        Assert.Contains("Set diagnostics.histograms to true to record them.", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">features.0.weight</th><td>10 &#215; 20</td><td>kaiming_normal</td>", page,
            StringComparison.Ordinal);
        // Without names, the classes are numbers.
        Assert.Equal(["0", "1", "2"], Data(page)["confusion"]!["classes"]!.AsArray().Select(name => (string)name!));
    }

    [Fact]
    public void Without_diagnostics_the_page_names_the_key_that_records_the_signal()
    {
        var page = Page(new WrittenRun { HasSignal = false, HasNewRecords = false });

        Assert.Equal(3, Regex.Count(page, "Set diagnostics.every_steps to a number above 0 to record (it|them)."));
    }

    [Fact]
    public void Texts_of_a_run_are_never_markup()
    {
        var hostile = WrittenRun.Hostile;
        var page = Page(new WrittenRun { Name = hostile, Layers = [hostile, "b"], Classes = [hostile, "<b>", "&amp;"], Message = hostile });

        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
        // The page has its own three scripts and no other.
        Assert.Equal(3, Regex.Count(page, "<script"));
        Assert.Equal(3, Regex.Count(page, "</script"));
        Assert.Equal(hostile, (string)Data(page)["confusion"]!["classes"]![0]!);
        Assert.Equal(hostile, (string)Data(page)["signal"]!["layer"]![0]!);
    }

    [Fact]
    public void The_policy_allows_exactly_the_scripts_of_the_page()
    {
        var page = Page(new WrittenRun());

        var allowed = Regex.Matches(Regex.Match(page, "script-src ([^;]*);").Groups[1].Value, "sha256-([^']*)")
            .Select(match => match.Groups[1].Value);
        var scripts = Regex.Matches(page, "<script>(.*?)</script>", RegexOptions.Singleline)
            .Select(match => Convert.ToBase64String(
                System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(match.Groups[1].Value))));
        Assert.Equal(scripts, allowed);
        Assert.DoesNotContain("http://", Regex.Replace(page, "http://www.w3.org/[^\"]*", ""), StringComparison.Ordinal);
        Assert.DoesNotContain("https://", Regex.Replace(page, "https://github.com/leeoniya/uPlot", ""), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_written_and_damaged_files_leave_the_rest_of_the_page()
    {
        var folder = new WrittenRun { Status = null }.Write(_root);
        File.AppendAllText(Path.Combine(folder, "metrics.jsonl"), "{\"step\":420,\"ep");
        File.AppendAllText(Path.Combine(folder, "events.jsonl"), "damaged\n");
        File.WriteAllText(Path.Combine(folder, "network.json"), "{");
        var page = File.ReadAllText(RunPageFile.Write(folder));

        Assert.Contains("events.jsonl can&#39;t be read completely", page, StringComparison.Ordinal);
        Assert.Contains("network.json can&#39;t be read completely", page, StringComparison.Ordinal);
        Assert.DoesNotContain("metrics.jsonl can", page, StringComparison.Ordinal);
        Assert.Contains("<td>started</td>", page, StringComparison.Ordinal);
        Assert.Equal(400, Data(page)["charts"]![0]!["series"]![0]!["step"]!.AsArray()[^1]!.GetValue<int>());
    }

    [Theory]
    [InlineData("metrics.jsonl", "{\"split\":\"test\"}", "metrics.jsonl: 1 line has no whole number")]
    [InlineData("metrics.jsonl", "{\"step\":1.5,\"split\":\"test\"}\n{\"step\":\"2\"}", "metrics.jsonl: 2 lines have no whole number")]
    [InlineData("signal.jsonl", "{}", "signal.jsonl: 1 line has no whole number")]
    [InlineData("updates.jsonl", "{\"step\":-1}", "updates.jsonl: 1 line has no whole number")]
    [InlineData("metrics.jsonl", "{\"step\":420,\"step\":421}", "metrics.jsonl can&#39;t be read completely")]
    [InlineData("signal.jsonl", "{\"step\":400,\"histograms\":{\"weight\":1,\"weight\":2}}", "signal.jsonl can&#39;t be read completely")]
    public void A_line_that_cannot_be_used_is_left_out_and_named(string file, string line, string sentence)
    {
        var folder = new WrittenRun { Status = null }.Write(_root);
        var before = Data(File.ReadAllText(RunPageFile.Write(folder)));
        File.AppendAllText(Path.Combine(folder, file), line + "\n");
        var page = File.ReadAllText(RunPageFile.Write(folder));

        Assert.Contains(sentence, page, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(before, Data(page)));
    }

    [Fact]
    public void Fields_of_the_wrong_type_do_not_prevent_the_page()
    {
        var folder = new WrittenRun { Status = null }.Write(_root);
        File.WriteAllText(Path.Combine(folder, "environment.json"),
            """{ "started": "then", "program": 3, "engine": "x", "threads": [], "machine": { "cores": 2 }, "device": null }""");
        File.AppendAllText(Path.Combine(folder, "events.jsonl"), "{\"event\":\"odd\",\"total_steps\":\"many\"}\n");
        File.AppendAllText(Path.Combine(folder, "signal.jsonl"),
            "{\"step\":400,\"layer\":\"odd\",\"depth\":\"deep\",\"histograms\":{\"weight\":3,\"weight_grad\":{\"counts\":[\"x\"]}}}\n");
        var page = File.ReadAllText(RunPageFile.Write(folder));

        Assert.Contains("<th scope=\"row\">Cores</th><td>2</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>odd</td>", page, StringComparison.Ordinal);
        Assert.Equal(400, Data(page)["total_steps"]!.GetValue<long>());
        var odd = Data(page)["histograms"]!["layer"]!.AsArray().Select(name => (string)name!).ToList().IndexOf("odd");
        Assert.All(Data(page)["histograms"]!["values"]!.AsObject(), kind => Assert.All(kind.Value![odd]!.AsArray(), Assert.Null));
    }

    [Theory]
    [InlineData("experiments run a.json", "")]
    [InlineData("experiments run a.json --data '/my data/it'\\''s' --quiet", " --data '/my data/it'\\''s'")]
    [InlineData("experiments run a.json --set 'name=\"--data x\"'", "")]
    public void The_command_that_repeats_the_run_keeps_its_data_and_leaves_its_folder(string typed, string data)
    {
        var folder = new WrittenRun().Write(Path.Combine(_root, "runs", "written"));
        var environment = Path.Combine(folder, "environment.json");
        File.WriteAllText(environment, new JsonObject { ["command_line"] = typed }.ToJsonString());
        var page = File.ReadAllText(RunPageFile.Write(folder));

        var command = System.Net.WebUtility.HtmlDecode(Regex.Match(page, "<div class=\"command\"><code>([^<]*)</code>").Groups[1].Value);
        Assert.EndsWith($" run {folder}/config.json --output {_root}/runs-repeated{data}", command, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_run_shows_the_best_evaluation_and_says_how_many_are_shown()
    {
        // 2,001 evaluations; the best is the 19th. 401 measurements of the signal.
        var page = Page(new WrittenRun { Steps = 40_000 });

        var steps = Data(page)["charts"]![0]!["series"]!.AsArray().Single(one => (string)one!["split"]! == "validation")!["step"]!
            .AsArray().Select(step => step!.GetValue<int>()).ToList();
        Assert.Equal((0, 40_000), (steps[0], steps[^1]));
        Assert.Contains(360, steps);
        Assert.InRange(steps.Count, 1000, 1001);
        Assert.Contains($" {steps.Count:#,##0} of 2,001 evaluations are shown.", page, StringComparison.Ordinal);
        Assert.Equal(120, Data(page)["signal"]!["step"]!.AsArray().Count);
        Assert.Contains(" 120 of 401 measurements are shown.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_best_evaluation_between_the_shown_ones_is_added()
    {
        var pages = Enumerable.Range(0, 3).Select(index =>
        {
            var folder = new WrittenRun { Steps = 40_000 }.Write(Path.Combine(_root, $"{index}"));
            var file = Path.Combine(folder, "summary.json");
            var summary = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            summary["best"]!["step"] = 10_000 + (20 * index);
            File.WriteAllText(file, summary.ToJsonString());
            return Data(File.ReadAllText(RunPageFile.Write(folder)))["charts"]![0]!["series"]!.AsArray()
                .Single(one => (string)one!["split"]! == "validation")!["step"]!.AsArray().Select(step => step!.GetValue<int>()).ToList();
        }).ToList();

        // Of three neighbours, the usual selection of every second evaluation has at most two.
        Assert.Equal([true, true, true], pages.Select((steps, index) => steps.Contains(10_000 + (20 * index))));
        Assert.Contains(pages, steps => steps.Count == 1001);
    }

    [Fact]
    public void A_folder_without_a_config_is_refused_and_a_page_that_cannot_be_written_is_one_sentence()
    {
        var refused = Assert.Throws<InputException>(() => RunPageFile.Write(_root));
        Assert.Equal($"'{_root}' is not a run folder: it has no config.json.", refused.Message);
        var folder = new WrittenRun().Write(_root);
        Directory.CreateDirectory(Path.Combine(folder, "page.html"));

        var (path, failure) = RunPageFile.TryWrite(folder);

        Assert.Null(path);
        Assert.StartsWith($"The page was not written: '{Path.Combine(folder, "page.html")}' can't be written: ", failure,
            StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder, "*.tmp"));
    }

    [Fact]
    public void The_config_lists_what_differs_from_the_defaults()
    {
        var rows = ConfigRows.Of(JsonNode.Parse("""
            { "name": "x", "seed": 3, "precision": "float32", "from_another_version": 1,
              "optimizer": { "kind": "sgd", "lr": 0.1, "momentum": 0.9, "nesterov": false } }
            """)!.AsObject());

        Assert.Equal(["seed", "from_another_version", "optimizer.momentum", "optimizer.lr"],
            rows.Where(row => row.Differs && row.Key != "name").Select(row => row.Key)
                .OrderBy(key => key.StartsWith("opt", StringComparison.Ordinal)));
        Assert.Equal("0", rows.Single(row => row.Key == "seed").Default);
        Assert.Equal("0", rows.Single(row => row.Key == "optimizer.momentum").Default);
        Assert.False(rows.Single(row => row.Key == "precision").Differs);
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    public void The_page_is_the_same_in_every_culture(string culture)
    {
        var folder = new WrittenRun().Write(_root);
        var expected = RunPageWriter.Write(RunFiles.Read(folder));
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(expected, RunPageWriter.Write(RunFiles.Read(folder)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private string Page(WrittenRun run) => File.ReadAllText(RunPageFile.Write(run.Write(_root)));

    private static JsonObject Data(string page) => JsonNode.Parse(
        Regex.Match(page, "<script type=\"application/json\" id=\"run-data\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value)!
        .AsObject();
}
