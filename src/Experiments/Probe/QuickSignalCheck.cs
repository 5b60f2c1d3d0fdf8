using Experiments.Data;
using Experiments.Experiment;
using Experiments.Initialization;
using Experiments.Signal.Judge;
using Experiments.Signal.Measure;
using Experiments.Training;

namespace Experiments.Probe;

/// <summary>
/// Judges a network that can't be judged from its plan alone, such as a residual network. The check runs one forward and one backward pass
/// over a few examples, which takes little time. The weights and buffers stay unchanged.
/// </summary>
public static class QuickSignalCheck
{
    /// <summary>Number of examples. If the training split has fewer examples, all are used.</summary>
    public const int Examples = 16;

    /// <summary>Judges the network on the first training examples. Returns an empty list if the network can't be measured.</summary>
    public static IReadOnlyList<Verdict> Of(Module<Tensor, Tensor> model, InitPlan init, LossOptions loss, Split train, long seed)
    {
        using var scope = NewDisposeScope();
        var count = Math.Min(Examples, train.Count);
        return Verdicts(model, init, loss, train.Inputs.narrow(0, 0, count), train.Targets.narrow(0, 0, count), seed);
    }

    /// <summary>Judges the network on standard normal inputs, on the CPU. Returns an empty list if the network can't be measured.</summary>
    public static IReadOnlyList<Verdict> OnNormalNumbers(Module<Tensor, Tensor> model, InitPlan init, ResolvedConfig resolved,
        IReadOnlyList<string> roots)
    {
        using var scope = NewDisposeScope();
        var onCpu = resolved with { Config = resolved.Config with { Device = "cpu" } };
        using var batch = ProbeBatch.Of(onCpu, new ProbeRequest { Input = ProbeInput.Gaussian, BatchSize = Examples, DataRoots = roots });
        model.to(batch.Inputs.dtype);
        Preparation.UsePrecision(model, resolved.Config);
        return Verdicts(model, init, batch.Loss, batch.Inputs.alias(), batch.Targets.alias(), resolved.Config.Seed);
    }

    private static IReadOnlyList<Verdict> Verdicts(Module<Tensor, Tensor> model, InitPlan init, LossOptions loss, Tensor inputs,
        Tensor targets, long seed)
    {
        try
        {
            Models.ConvolutionProof.Check(model);
            using var probe = new SignalProbe(model, loss, inputs, targets, seed);
            var weights = init.Parameters.Where(parameter => parameter.Target.Parameter == "weight")
                .ToDictionary(parameter => parameter.Layer.Name);
            var readings = probe.Measure().Where(signal => weights.ContainsKey(signal.Layer))
                .Select(signal => LayerReading.Of(init, weights[signal.Layer], signal, inputs.shape[0])).ToList();
            return VerdictRules.Of(readings, Moments.Of(inputs).SecondMoment);
        }
        catch (Exception failure) when (failure is not InputException)
        {
            // The exception is ignored, because the verdicts are only hints: a user's network that can't be measured can still be trained.
            return [];
        }
    }
}
