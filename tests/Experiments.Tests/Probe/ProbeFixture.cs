using Experiments.Tests.Runs;

namespace Experiments.Tests.Probe;

/// <summary>Probes small networks with Gaussian input.</summary>
public sealed class ProbeFixture : IDisposable
{
    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    public ResolvedConfig Read(params string[] sets) => _runs.Read(RunFixture.DigitsMlp, sets);

    public ProbeResult Probe(int seeds, int batch, params string[] sets) => Prober.Probe(Read(sets), "network", new ProbeRequest
    {
        Seeds = seeds, BatchSize = batch, Input = ProbeInput.Gaussian, DataRoots = DataRoots.Default(null), HistogramBins = 10,
    });

    /// <summary>Probes a perceptron with equal widths and without biases.</summary>
    public ProbeResult Deep(int layers, int width, string activation, string scheme, int seeds = 1, int batch = 64) => Probe(
        seeds, batch,
        $"model={{\"kind\":\"mlp\",\"hidden\":["
            + $"{string.Join(',', Enumerable.Repeat(width, layers))}],\"activation\":\"{activation}\",\"bias\":false}}",
            $"init.weight={scheme}");
}
