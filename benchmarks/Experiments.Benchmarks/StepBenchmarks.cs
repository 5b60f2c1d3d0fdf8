using BenchmarkDotNet.Attributes;
using Experiments.Configuration;
using Experiments.Data;
using Experiments.Initialization;
using Experiments.Models;
using Experiments.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Benchmarks;

/// <summary>
/// One update of a ready config on the CPU: batch, forward, backward, the check that all is finite, optimiser, schedule.
/// <c>benchmarks/pytorch_step.py</c> times the same networks as a PyTorch script would train them.
/// </summary>
[InProcess]
public class StepBenchmarks : ITrainingListener
{
    private const int Steps = 200;

    private DataSplits? _data;
    private Module<Tensor, Tensor>? _model;
    private TrainingPlan? _plan;

    /// <summary>The ready config.</summary>
    [Params("digits-softmax", "digits-mlp", "digits-vgg", "digits-deep")]
    public string Config { get; set; } = "";

    /// <summary>Loads the data and builds the network.</summary>
    [GlobalSetup]
    public void Load()
    {
        var config = ConfigReader.Read(Path.Combine(Root(), "configs", $"{Config}.json"),
            ["data.validation=0", "data.test=0", "training.epochs=null", $"training.steps={Steps}", $"training.eval_every_steps={Steps}", "training.target=null", "schedule={\"kind\":\"constant\"}"]).Config;
        CpuThreads.Set(config.Threads);
        _data = config.Data.Load(new DataContext(DataRoots.Default(null), CPU, ScalarType.Float32));
        _plan = TrainingPlan.Of(config, _data);
        _model = config.Model.Build(new ModelShape(_data.Description.InputShape, _data.Description.Outputs));
        Initializer.Apply(_model, config.Init, config.Seed);
    }

    /// <summary>Frees them.</summary>
    [GlobalCleanup]
    public void Free()
    {
        _model?.Dispose();
        _data?.Dispose();
    }

    /// <summary>An update.</summary>
    [Benchmark(OperationsPerInvoke = Steps)]
    public TrainingEnd Update()
    {
        using var trainer = new Trainer(_plan!, _model!, _data!, CPU, this);
        return trainer.Run(CancellationToken.None);
    }

    void ITrainingListener.StepDone(StepReport report)
    {
    }

    void ITrainingListener.EpochDone(long epoch, long step, double loss)
    {
    }

    void ITrainingListener.Evaluated(EvaluationRow row)
    {
    }

    void ITrainingListener.BestSoFar(BestEvaluation best)
    {
    }

    void ITrainingListener.Checkpoint()
    {
    }

    void ITrainingListener.Warning(string message) => throw new InvalidOperationException(message);

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Experiments.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Run the benchmarks inside the repository.");
    }
}
