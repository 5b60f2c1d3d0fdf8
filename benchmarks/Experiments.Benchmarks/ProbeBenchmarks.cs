using BenchmarkDotNet.Attributes;
using Experiments.Configuration;
using Experiments.Data;
using Experiments.Diagnostics;
using Experiments.Initialization;
using Experiments.Models;
using Experiments.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Benchmarks;

/// <summary>
/// One measurement of the signal in every layer, as a run takes it every <c>diagnostics.every_steps</c> updates. Divided by that number and by the time of an
/// update (<see cref="StepBenchmarks"/>), it is the share that diagnostics cost.
/// </summary>
[InProcess]
public class ProbeBenchmarks : IDisposable
{
    private DataSplits? _data;
    private Module<Tensor, Tensor>? _model;
    private SignalProbe? _probe;

    /// <summary>The ready config.</summary>
    [Params("digits-softmax", "digits-mlp", "digits-vgg", "digits-deep")]
    public string Config { get; set; } = "";

    /// <summary>Loads the data and builds the network.</summary>
    [GlobalSetup]
    public void Load()
    {
        var config = ConfigReader.Read(Path.Combine(StepBenchmarks.Root(), "configs", $"{Config}.json"), []).Config;
        CpuThreads.Set(config.Threads);
        _data = config.Data.Load(new DataContext(DataRoots.Default(null), CPU, ScalarType.Float32));
        _model = config.Model.Build(new ModelShape(_data.Description.InputShape, _data.Description.Outputs));
        Initializer.Apply(_model, config.Init, config.Seed);
        var (train, size) = (_data.Train, config.Diagnostics.ProbeSize);
        _probe = new SignalProbe(_model, new CrossEntropyLoss(), train.Inputs.narrow(0, 0, size), train.Targets.narrow(0, 0, size));
    }

    /// <summary>Frees them.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _probe?.Dispose();
        _model?.Dispose();
        _data?.Dispose();
    }

    /// <summary>A measurement, with the weights before the update kept for the update-to-weight ratio.</summary>
    [Benchmark]
    public IReadOnlyList<LayerSignal> Measure()
    {
        _probe!.RememberWeights();
        return _probe.Measure();
    }
}
