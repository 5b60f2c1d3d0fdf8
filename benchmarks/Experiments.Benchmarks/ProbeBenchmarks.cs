using BenchmarkDotNet.Attributes;
using Experiments.Diagnostics;
using Experiments.Training;

namespace Experiments.Benchmarks;

/// <summary>
/// One measurement of the signal in every layer, as a run takes it every <c>diagnostics.every_steps</c> updates. Divided by that number and by the time of an
/// update (<see cref="StepBenchmarks"/>), it is the share that diagnostics cost.
/// </summary>
[InProcess]
public class ProbeBenchmarks : IDisposable
{
    private ReadyNetwork? _ready;
    private SignalProbe? _probe;

    /// <summary>The ready config.</summary>
    [Params("digits-softmax", "digits-mlp", "digits-vgg", "digits-deep")]
    public string Config { get; set; } = "";

    /// <summary>Loads the data and builds the network.</summary>
    [GlobalSetup]
    public void Load()
    {
        _ready = ReadyNetwork.Load(Config);
        var (train, size) = (_ready.Data.Train, _ready.Config.Diagnostics.ProbeSize);
        _probe = new SignalProbe(_ready.Model, new CrossEntropyLoss(), train.Inputs.narrow(0, 0, size), train.Targets.narrow(0, 0, size));
    }

    /// <summary>Frees them.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _probe?.Dispose();
        _ready?.Dispose();
    }

    /// <summary>A measurement, with the weights before the update kept for the update-to-weight ratio.</summary>
    [Benchmark]
    public IReadOnlyList<LayerSignal> Measure()
    {
        _probe!.RememberWeights();
        return _probe.Measure();
    }
}
