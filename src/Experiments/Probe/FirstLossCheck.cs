using Experiments.Data;
using Experiments.Signal.Judge;
using Experiments.Signal.Measure;
using Experiments.Training;

namespace Experiments.Probe;

/// <summary>Judges the first loss of an untrained network by one forward pass over a few examples. The weights and buffers stay unchanged.
/// </summary>
public static class FirstLossCheck
{
    /// <summary>Judges the first loss on the first <see cref="QuickSignalCheck.Examples"/> training examples. Returns null if nothing is
    /// wrong or the network can't be measured.</summary>
    public static Verdict? Of(Module<Tensor, Tensor> model, LossOptions loss, DataSplits data, long seed)
    {
        using var scope = NewDisposeScope();
        var train = data.Train;
        var count = Math.Min(QuickSignalCheck.Examples, train.Count);
        try
        {
            Models.ConvolutionProof.Check(model);
            return LossRules.Of(FirstLoss.Of(model, loss, data.Description.Task, train.Inputs.narrow(0, 0, count),
                train.Targets.narrow(0, 0, count), train.Targets, seed), loss, data.Description);
        }
        catch (Exception failure) when (failure is not InputException)
        {
            // The exception is ignored, because the verdict is only a hint: a user's network that can't be measured can still be trained.
            return null;
        }
    }
}
