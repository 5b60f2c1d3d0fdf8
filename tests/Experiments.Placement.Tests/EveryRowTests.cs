namespace Experiments.Placement.Tests;

/// <summary>Tests that the list of variants includes every row of the registries. Also tests that a probe of each row gives the same
/// numbers on the device as on the CPU.</summary>
public sealed class EveryRowTests : IDisposable
{
    private readonly Bases _bases = new();

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var (place, row) in Variants.Parts().Where(part => part.Row.Length > 0))
                rows.Add(place, row);
            return rows;
        }
    }

    public void Dispose() => _bases.Dispose();

    [Fact]
    public void Every_row_of_every_registry_is_tested()
    {
        Assert.Equal(7, Registries.All.Count);
        Assert.Equal(Registries.All.SelectMany(registry => registry.Rows.Select(row => row.Name)).Order(),
            Variants.Parts().Where(part => part.Row.Length > 0).Select(part => part.Row).Order());
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_experiment_of_a_row_contains_the_row_and_its_data_is_on_this_machine(string place, string row)
    {
        var config = Config(place, row, "cpu");

        var discriminator = Registries.All.Single(registry => Variants.PlaceOf(registry) == place).Discriminator;
        Assert.Contains($"\"{discriminator}\":\"{row}\"", config.Document.ToJsonString(), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Rows))]
    public void A_probe_and_its_forecast_are_the_same_on_both(string place, string row)
    {
        HostCuda.Require();
        var (onCpu, onDevice) = (Config(place, row, "cpu"), Config(place, row, "cuda"));
        var (before, reads) = (HostCuda.LiveBytes, HostCuda.Reads);

        foreach (var input in Enum.GetValues<ProbeInput>())
            Assert.Equal(Probe(onCpu, input), Probe(onDevice, input));

        Assert.Equal(before, HostCuda.LiveBytes);
        Assert.True(HostCuda.Reads > reads, "nothing was measured on the device");
        AssertForecastMakesNoTensor(onDevice);
    }

    // Asserts that the forecast, which a run prints at its start, creates no tensor.
    private void AssertForecastMakesNoTensor(ResolvedConfig config)
    {
        using var prepared = Preparation.Of(config, _bases.Request.DataRoots);
        var parts = prepared.Build();
        using var model = parts.Model;
        var before = HostCuda.LiveBytes;

        Assert.Empty(HostCuda.LeftOnCpu(() => PlanForecast.Verdicts(parts.Init)));
        Assert.Equal(before, HostCuda.LiveBytes);
    }

    private string Probe(ResolvedConfig config, ProbeInput input)
    {
        var result = Prober.Probe(config, "network",
            new ProbeRequest { Seeds = 2, BatchSize = 6, Input = input, DataRoots = _bases.Request.DataRoots, HistogramBins = 5 });
        return string.Join('\n', [ProbeCsv.Write([result]), result.Input,
            .. result.Verdicts.Select(verdict => $"{verdict.Word}: {verdict.Finding}"), .. result.Warnings]);
    }

    // Uses the first base experiment that accepts the row.
    private ResolvedConfig Config(string place, string row, string device)
    {
        var variant = Variants.Of(place, row, _bases).First();
        InputException? refusal = null;
        foreach (var json in _bases.All)
        {
            try
            {
                var config = variant.On(device, json, _bases);
                using var prepared = Preparation.Of(config, _bases.Request.DataRoots);
                using var model = prepared.Build().Model;
                return config;
            }
            catch (InputException exception)
            {
                refusal = exception;
            }
        }
        throw refusal!;
    }
}
