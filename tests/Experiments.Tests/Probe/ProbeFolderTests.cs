using System.Xml.Linq;

namespace Experiments.Tests.Probe;

public sealed class ProbeFolderTests : IDisposable
{
    private readonly ProbeFixture _probes = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("probe-").FullName;

    public void Dispose()
    {
        _probes.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void A_folder_contains_table_lines_figures_and_page_in_any_culture()
    {
        var results = new[] { _probes.Deep(2, 16, "tanh", "xavier_normal", seeds: 2),
            _probes.Deep(2, 16, "tanh", "zeros", seeds: 2) with { Label = "zeros, \"all\"" } };
        var texts = new[] { "", "de-DE" }.Select(culture => Written(culture, results)).ToList();

        Assert.Equal(texts[0], texts[1]);
        Assert.Equal(["README.md", "activations.svg", "correlation.svg", "gradients.svg", "phase.svg", "probe.csv", "signal.jsonl",
            "variance.svg"],
            texts[0].Keys.Order(StringComparer.Ordinal));
        var lines = texts[0]["probe.csv"].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + (2 * 3), lines.Length);
        Assert.StartsWith("network,features.0,0,linear,64,16,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("\"zeros, \"\"all\"\"\",features.0", lines[4], StringComparison.Ordinal);
        var rows = JsonLines.Read(Path.Combine(_folder, "signal.jsonl")).ToList();
        Assert.Equal(2 * 2 * 3, rows.Count);
        Assert.Equal(results[0].Layers[0].Measured[1].PreActivation.Variance,
            rows.First(row => (long)row["seed"]! == 1)["pre_activation_var"]!.GetValue<double>());
        Assert.All(texts[0].Where(file => file.Key.EndsWith(".svg", StringComparison.Ordinal)), file => XDocument.Parse(file.Value));
        Assert.Contains("**symmetric**", texts[0]["README.md"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_other_files_is_not_written()
    {
        Assert.True(ProbeFolder.MayWrite(Path.Combine(_folder, "new")));
        Assert.True(ProbeFolder.MayWrite(_folder));
        File.WriteAllText(Path.Combine(_folder, "README.md"), "mine");
        Assert.False(ProbeFolder.MayWrite(_folder));
        File.WriteAllText(Path.Combine(_folder, "probe.csv"), "");
        Assert.True(ProbeFolder.MayWrite(_folder));
    }

    [Fact]
    public void Each_measured_number_has_its_prediction_with_a_band_if_theory_predicts_it()
    {
        var result = _probes.Deep(2, 30, "tanh", "xavier_normal", seeds: 3);
        var lines = ProbeCsv.Write([result]).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Regex.Replace(line, "\"[^\"]*\"", "quoted").Split(',')).ToList();
        string Cell(int line, string column) => lines[line][Array.IndexOf(lines[0], column)];
        double Number(int line, string column) => double.Parse(Cell(line, column), CultureInfo.InvariantCulture);

        foreach (var name in new[] { "pre_activation_mean", "pre_activation_var", "pre_activation_second_moment", "activation_mean",
            "activation_var", "activation_second_moment", "pre_activation_grad_var" })
            Assert.InRange(Number(1, $"predicted_{name}"), Number(1, $"predicted_{name}_low"), Number(1, $"predicted_{name}_high"));
        var layer = result.Layers[0];
        Assert.Equal(layer.Forecasts.Average(forecast => forecast.Activation!.SecondMoment.Value),
            Number(1, "predicted_activation_second_moment"), 1e-12);
        Assert.Equal(layer.Measured.Zip(layer.Forecasts)
            .Count(pair => pair.Second.Gradient!.Contains(pair.First.PreActivationGradient.Variance)),
            Number(1, "pre_activation_grad_var_inside"));
        // For three seeds, the standard error is the standard deviation divided by √3.
        var values = layer.Measured.Select(signal => signal.WeightNorm).ToList();
        Assert.Equal(Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / 2 / 3), Number(1, "weight_norm_se"), 1e-12);
        // The last layer has no activation. The gradient of the last layer is not predicted, because the gradients of all other layers are
        // predicted relative to this gradient.
        Assert.Equal(("", ""), (Cell(3, "predicted_activation_var"), Cell(3, "predicted_pre_activation_grad_var")));

        Assert.Equal(layer.Forecasts[0].InputCorrelation!.Value, Number(1, "predicted_input_correlation"), 1e-12);
        Assert.Equal(layer.Measured.Average(signal => signal.InputCorrelation!.Value), Number(1, "input_correlation"), 1e-12);

        ProbeFolder.Write(_folder, [result]);
        var predicted = JsonLines.Read(Path.Combine(_folder, "signal.jsonl")).First()["predicted"]!;
        Assert.Equal(layer.Forecasts[0].PreActivation!.Variance.High, predicted["pre_activation_var"]!["high"]!.GetValue<double>());
        Assert.Equal(layer.Forecasts[0].InputCorrelation!.Value, predicted["input_correlation"]!["value"]!.GetValue<double>());
    }

    [Fact]
    public void Each_activation_has_its_own_panel_in_the_phase_diagram()
    {
        var (relu, tanh) = (_probes.Deep(2, 16, "relu", "kaiming_normal"),
            _probes.Deep(2, 16, "tanh", "xavier_normal") with { Label = "other" });
        Assert.Equal(["relu", "tanh"], PhaseDiagram.Of([relu, tanh])!.Panels.Select(panel => panel.Title));
        Assert.Equal("", Assert.Single(PhaseDiagram.Of([relu])!.Panels).Title);
    }

    private SortedDictionary<string, string> Written(string culture, IReadOnlyList<ProbeResult> results)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            return new(ProbeFolder.Write(_folder, results).ToDictionary(file => Path.GetFileName(file), File.ReadAllText));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
