using Experiments.Data;
using Experiments.Experiment;
using Experiments.Initialization;
using Experiments.Signal.Measure;
using Experiments.Training;

namespace Experiments.Probe;

/// <summary>Batch and loss of a probe.</summary>
internal sealed class ProbeBatch : IDisposable
{
    // An arbitrary seed of the Gaussian batch, so that all policies and seeds get the same batch.
    private const ulong GaussianSeed = 20_170_203;

    private readonly IDisposable? _source;

    private ProbeBatch(DataDescription description, LossOptions loss, Tensor inputs, Tensor targets, string words,
        ExampleSource firstInputs, IDisposable? source = null)
    {
        (Description, Loss, Inputs, Targets, Words, FirstInputs, _source) = (description, loss, inputs, targets, words,
            firstInputs, source);
        SecondMoment = Moments.Of(inputs).SecondMoment;
    }

    public DataDescription Description { get; }

    public LossOptions Loss { get; }

    public Tensor Inputs { get; }

    public Tensor Targets { get; }

    /// <summary>Description of the batch, for people.</summary>
    public string Words { get; }

    public double SecondMoment { get; }

    /// <summary>Targets of all training examples; null if the batch does not come from the data, because the loss of a random batch is
    /// meaningless.
    /// </summary>
    public Tensor? AllTargets { get; private init; }

    /// <summary>Examples for schemes that depend on data: the training examples, or more Gaussian numbers.</summary>
    public ExampleSource FirstInputs { get; }

    public static ProbeBatch Of(ResolvedConfig resolved, ProbeRequest request)
    {
        if (request.Input == ProbeInput.Gaussian)
            return Gaussian(resolved, request, "");
        try
        {
            return FromData(resolved, request);
        }
        catch (MissingException) when (request.Input is null)
        {
            return Gaussian(resolved, request, " (the data is not on this machine)");
        }
    }

    public void Dispose()
    {
        Inputs.Dispose();
        Targets.Dispose();
        _source?.Dispose();
    }

    private static ProbeBatch FromData(ResolvedConfig resolved, ProbeRequest request)
    {
        var prepared = Preparation.Of(resolved, request.DataRoots);
        var train = prepared.Data.Train;
        var size = Math.Min(Size(resolved, request), train.Count);
        return new ProbeBatch(
            prepared.Data.Description, prepared.Plan.Loss,
            train.Inputs.narrow(0, 0, size).DetachFromDisposeScope(), train.Targets.narrow(0, 0, size).DetachFromDisposeScope(),
            $"the first {size} training examples", train.FirstInputs, prepared) { AllTargets = train.Targets };
    }

    private static ProbeBatch Gaussian(ResolvedConfig resolved, ProbeRequest request, string why)
    {
        using var scope = NewDisposeScope();
        var config = resolved.Config;
        TorchSettings.Apply(config, Devices.Resolve(config.Device));
        var description = Preparation.Describe(resolved, request.DataRoots);
        var (loss, _) = TrainingPlan.Check(config, description);
        var (size, device) = (Size(resolved, request), Devices.Resolve(config.Device));
        var (inputs, targets) = (Draw(size, description), Targets(size, description).to(device));
        if (description.Task == TaskKind.Regression)
            targets = targets.to(Preparation.PrecisionOf(config));
        return new ProbeBatch(
            description, loss, inputs.to(Preparation.PrecisionOf(config)).to(device).DetachFromDisposeScope(),
            targets.DetachFromDisposeScope(),
            $"{size} examples of standard normal numbers{why}", count => Draw(count, description));

        static Tensor Draw(long count, DataDescription description)
        {
            using var generator = new Generator(GaussianSeed, CPU);
            return randn([count, .. description.InputShape], dtype: ScalarType.Float32, device: CPU, generator: generator);
        }

        static Tensor Targets(long count, DataDescription description)
        {
            using var generator = new Generator(GaussianSeed + 1, CPU);
            return description.Task == TaskKind.Classification
                ? randint(description.Outputs, [count], dtype: ScalarType.Int64, device: CPU, generator: generator)
                : randn([count, 1], dtype: ScalarType.Float32, device: CPU, generator: generator);
        }
    }

    private static int Size(ResolvedConfig resolved, ProbeRequest request) => request.BatchSize ?? resolved.Config.Diagnostics.ProbeSize;
}
