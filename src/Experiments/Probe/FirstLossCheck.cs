using Experiments.Data;
using Experiments.Signal.Judge;
using Experiments.Signal.Measure;
using Experiments.Training;

namespace Experiments.Probe;

/// <summary>Verdict on the first loss of an untrained network, by one forward pass over a few examples. The network's weights and buffers
/// are left as they were.</summary>
public static class FirstLossCheck
{
    /// <summary>Judges by the first training examples, as many as <see cref="QuickSignalCheck.Examples"/>; null if nothing is wrong or
    /// the network can't be measured.</summary>
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
            // Only a hint: a user's own network may not be measurable, but it can be trained.
            return null;
        }
    }
}
