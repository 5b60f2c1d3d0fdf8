using BenchmarkDotNet.Attributes;
using Experiments.Training;
using static TorchSharp.torch;

namespace Experiments.Benchmarks;

/// <summary>
/// Times one update and one measurement of the signal in every layer, for every ready config. A run makes such a measurement every
/// <c>diagnostics.every_steps</c> updates. Inputs are random numbers in the shape of the data, so no data set is downloaded.
/// <see cref="DiagnosticsShare"/> compares both times, also on a busy machine.
/// </summary>
[InProcess]
public class ProbeBenchmarks : IDisposable
{
    private ReadyNetwork? _ready;
    private SignalProbe? _probe;
    private Batches? _batches;
    private Backpropagation? _gradients;
    private Optimizer? _optimizer;

    /// <summary>The ready configs.</summary>
    public static IEnumerable<string> Configs => ReadyNetwork.Names();

    /// <summary>The ready config.</summary>
    [ParamsSource(nameof(Configs))]
    public string Config { get; set; } = "";

    /// <summary>Draws the inputs and builds the network.</summary>
    [GlobalSetup]
    public void Load()
    {
        _ready = ReadyNetwork.OnRandomExamples(Config);
        var (config, train) = (_ready.Config, _ready.Data.Train);
        var plan = TrainingPlan.Of(config, _ready.Data);
        _batches = new Batches(train, config.Data.BatchSize, dropLast: false, config.Seed);
        _optimizer = new Optimizer(config.Optimizer, _ready.Model);
        _gradients = new Backpropagation(plan, _ready.Model, _optimizer, _batches, CPU);
        _probe = new SignalProbe(_ready.Model, plan.Loss, train.Inputs.narrow(0, 0, config.Diagnostics.ProbeSize),
            train.Targets.narrow(0, 0, config.Diagnostics.ProbeSize));
    }

    /// <summary>Frees inputs and network.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        foreach (var part in new IDisposable?[] { _probe, _optimizer, _batches, _ready })
            part?.Dispose();
    }

    /// <summary>Makes an update with a learning rate that keeps all values finite.</summary>
    [Benchmark(Baseline = true)]
    public double Update()
    {
        using var scope = NewDisposeScope();
        _optimizer!.ZeroGrad();
        var (loss, _) = _gradients!.Run(0);
        _optimizer.Step(1e-9);
        return loss;
    }

    /// <summary>Makes a measurement. The weights before the update are stored for the update-to-weight ratio.</summary>
    [Benchmark]
    public IReadOnlyList<LayerSignal> Measure()
    {
        _probe!.RememberWeights();
        return _probe.Measure();
    }
}
