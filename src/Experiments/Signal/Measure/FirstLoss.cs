using Experiments.Data;
using Experiments.Training;

namespace Experiments.Signal.Measure;

/// <summary>Loss of an untrained network on a few training examples, and the loss of a constant prediction.</summary>
/// <param name="Examples">Number of examples.</param>
/// <param name="Constant">Loss of a constant prediction: equal probabilities for all classes, or the mean of the training targets. For the
/// mean, the loss is computed on these few examples and on all training examples. The larger number is used, because a few examples may be
/// near the mean by chance.</param>
/// <param name="OutputSize">Root mean square of the outputs.</param>
/// <param name="InputSecondMoment">Mean square of the inputs.</param>
/// <param name="TargetMean">Mean of the training targets; 0 for classes.</param>
/// <param name="TargetStd">Standard deviation of the training targets; 0 for classes.</param>
public sealed record FirstLoss(
    long Examples, double Loss, double Constant, double OutputSize, double InputSecondMoment, double TargetMean = 0, double TargetStd = 0)
{
    /// <summary>Measures the loss by one forward pass in training mode. Restores the model's buffers.</summary>
    /// <param name="targets">Targets of the examples.</param>
    /// <param name="all">Targets of all training examples.</param>
    /// <param name="seed">Master seed, which determines the dropout masks.</param>
    public static FirstLoss Of(Module<Tensor, Tensor> model, LossOptions loss, TaskKind task, Tensor inputs, Tensor targets, Tensor all,
        long seed)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        using var buffers = new KeptBuffers(model);
        model.train();
        Devices.Seed(inputs.device, SignalStream.Seed(seed));
        var output = model.call(inputs);
        var first = new FirstLoss(inputs.shape[0], Value(output, targets), Value(zeros_like(output), targets),
            Math.Sqrt(Moments.Of(output).SecondMoment), Moments.Of(inputs).SecondMoment);
        if (task == TaskKind.Classification)
            return first;
        var (mean, variance, _) = Moments.Of(all);
        return first with
        {
            Constant = Math.Max(Value(full_like(targets, mean), targets), Value(full_like(all, mean), all)),
            TargetMean = mean,
            TargetStd = Math.Sqrt(variance),
        };

        double Value(Tensor predicted, Tensor truth) => loss.OfBatch(predicted, truth).to(ScalarType.Float64).item<double>();
    }
}
