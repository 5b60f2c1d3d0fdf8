using BenchmarkDotNet.Attributes;
using Experiments.Training;
using static TorchSharp.torch;

namespace Experiments.Benchmarks;

/// <summary>
/// Times one update of a ready config on the CPU. The update includes batch, forward, backward, the check for non-finite values, optimiser
/// and schedule. <c>benchmarks/compare.sh</c> compares other networks with PyTorch.
/// </summary>
[InProcess]
public class StepBenchmarks : ITrainingListener
{
    private const int Steps = 200;

    private ReadyNetwork? _ready;
    private TrainingPlan? _plan;

    /// <summary>The ready config.</summary>
    [Params("digits-softmax", "digits-mlp", "digits-vgg", "digits-deep")]
    public string Config { get; set; } = "";

    /// <summary>Loads the data and builds the network.</summary>
    [GlobalSetup]
    public void Load()
    {
        _ready = ReadyNetwork.Load(Config,
            "data.validation=0", "data.test=0", "training.epochs=null", $"training.steps={Steps}", $"training.eval_every_steps={Steps}",
            "training.target=null", "schedule={\"kind\":\"constant\"}");
        _plan = TrainingPlan.Of(_ready.Config, _ready.Data);
    }

    /// <summary>Frees data and network.</summary>
    [GlobalCleanup]
    public void Free() => _ready?.Dispose();

    /// <summary>Makes an update.</summary>
    [Benchmark(OperationsPerInvoke = Steps)]
    public TrainingEnd Update()
    {
        using var trainer = new Trainer(_plan!, _ready!.Model, _ready.Data, CPU);
        return trainer.Run(this, CancellationToken.None);
    }

    void ITrainingListener.Starting(long step)
    {
    }

    bool ITrainingListener.LooksAfter(long step) => false;

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
}
