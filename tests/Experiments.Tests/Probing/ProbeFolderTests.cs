using System.Globalization;
using System.Xml.Linq;
using Experiments.Probing;
using Experiments.Serialization;

namespace Experiments.Tests.Probing;

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
    public void A_folder_holds_the_table_the_lines_the_figures_and_a_page_in_any_culture()
    {
        var results = new[] { _probes.Deep(2, 16, "tanh", "xavier_normal", seeds: 2), _probes.Deep(2, 16, "tanh", "zeros", seeds: 2) with { Label = "zeros, \"all\"" } };
        var texts = new[] { "", "de-DE" }.Select(culture => Written(culture, results)).ToList();

        Assert.Equal(texts[0], texts[1]);
        Assert.Equal(["README.md", "activations.svg", "gradients.svg", "phase.svg", "probe.csv", "signal.jsonl", "variance.svg"], texts[0].Keys.Order(StringComparer.Ordinal));
        var lines = texts[0]["probe.csv"].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + (2 * 3), lines.Length);
        Assert.StartsWith("network,features.0,0,linear,64,16,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("\"zeros, \"\"all\"\"\",features.0", lines[4], StringComparison.Ordinal);
        var rows = JsonLines.Read(Path.Combine(_folder, "signal.jsonl")).ToList();
        Assert.Equal(2 * 2 * 3, rows.Count);
        Assert.Equal(results[0].Layers[0].Measured[1].PreActivation.Variance, rows.First(row => (long)row["seed"]! == 1)["pre_activation_var"]!.GetValue<double>());
        Assert.All(texts[0].Where(file => file.Key.EndsWith(".svg", StringComparison.Ordinal)), file => XDocument.Parse(file.Value));
        Assert.Contains("**symmetric**", texts[0]["README.md"], StringComparison.Ordinal);
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
