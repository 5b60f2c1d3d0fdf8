namespace Experiments.Training;

/// <summary>
/// Computes the gradients of one update, which may consist of several batches: the gradients of the mean loss over all examples of the
/// update. The gradients of the batches are added, and each batch is weighted by its number of examples. For a mean loss, dividing the
/// update into batches therefore affects only rounding. Batch normalisation normalises each batch separately, and <c>rmse_log</c> takes the
/// root of the mean of each batch.
/// </summary>
public sealed class Backpropagation(TrainingPlan plan, Module<Tensor, Tensor> model, Optimizer optimizer, Batches batches, Device device)
{
    // torch.nn.utils.clip_grad_norm_ defines the norm as the norm of the tensors' norms. Without clipping, a GPU computes the norm from all
    // gradients at once, which is faster.
    private readonly bool _isNormByTensor = device.type == DeviceType.CPU || plan.Config.Training.ClipGradNorm is not null;

    /// <summary>Whether clipping changes the reported norm.</summary>
    public bool ChangesNorm => plan.Config.Training.ClipGradValue is not null;

    /// <summary>Adds the gradients of the update that follows <paramref name="step"/> updates to the existing gradients.</summary>
    public (double Loss, double Norm) Run(long step)
    {
        var (loss, norm) = RunOnDevice(step);
        return (Number(loss), Number(norm));
    }

    /// <summary>Does the same as <see cref="Run"/> without waiting for the device. Both results are tensors without dimensions.</summary>
    public (Tensor Loss, Tensor Norm) RunOnDevice(long step)
    {
        Seed(step);
        var parts = batches.PartsOf(step);
        if (parts == 1)
            return (Backward(step, 0, weight: 1), Norm());
        var total = zeros([], dtype: ScalarType.Float64, device: device);
        for (var part = 0; part < parts; part++)
            AddPart(total, step, part);
        return (total, Norm());
    }

    /// <summary>
    /// Clips the gradients by value and by norm, and returns their norm after clipping by value. The gradients must be finite: clamping
    /// would replace an infinite element by the limit and so hide the error.
    /// </summary>
    public double Clip(double norm)
    {
        if (plan.Config.Training.ClipGradValue is { } limit)
        {
            Gradients.ClipValue(optimizer.FlatGradients, limit);
            norm = Number(Norm());
        }

        if (plan.Config.Training.ClipGradNorm is { } maxNorm)
            Gradients.ClipNorm(optimizer.FlatGradients, norm, maxNorm);
        return norm;
    }

    /// <summary>Does the same as <see cref="Clip"/> without waiting for the device.</summary>
    public Tensor ClipOnDevice(Tensor norm)
    {
        if (plan.Config.Training.ClipGradValue is { } limit)
        {
            Gradients.ClipValue(optimizer.FlatGradients, limit);
            norm = Norm();
        }

        if (plan.Config.Training.ClipGradNorm is { } maxNorm)
            Gradients.ClipNorm(optimizer.FlatGradients, norm, maxNorm);
        return norm;
    }

    /// <summary>
    /// Locates the first non-finite value of an update. Returns null if all gradients are finite and only their norm has overflowed.
    /// </summary>
    /// <param name="step">Number of updates made before the current one.</param>
    /// <param name="inForward">Whether to locate the layer with a second forward pass.</param>
    public NonFinite? Find(double loss, long step, bool inForward)
    {
        var locator = new NonFiniteLocator(model);
        if (double.IsFinite(loss))
            return locator.InGradients() is { } layer ? new NonFinite(step + 1, "gradient", layer, "gradient") : null;
        if (!inForward)
            return new NonFinite(step + 1, "loss", null, "loss");
        // Draws the same dropout masks as the pass that failed.
        Seed(step);
        for (var part = 0; part < batches.PartsOf(step); part++)
        {
            using var scope = NewDisposeScope();
            var (first, tensor) = locator.InForward(batches.At(step, part).Inputs);
            if (tensor != "loss")
                return new NonFinite(step + 1, "loss", first, tensor);
        }

        return new NonFinite(step + 1, "loss", null, "loss");
    }

    /// <summary>Computes the norm of all gradients; waits for the device.</summary>
    internal double MeasureNorm() => Number(Norm());

    /// <summary>Returns the number of a batch's examples, divided by the number of the update's examples.</summary>
    internal double Weight(long step, int part)
    {
        var examples = Math.Min(plan.Config.Data.BatchSize, plan.ExamplesAt(step) - (long)part * plan.Config.Data.BatchSize);
        return (double)examples / plan.ExamplesAt(step);
    }

    private void AddPart(Tensor total, long step, int part)
    {
        using var scope = NewDisposeScope();
        var loss = Backward(step, part, Weight(step, part));
        using var noGradients = no_grad();
        total.add_(loss);
    }

    private Tensor Backward(long step, int part, double weight)
    {
        var (inputs, targets) = batches.At(step, part);
        var loss = plan.Loss.OfBatch(model.call(inputs), targets);
        if (weight != 1)
            loss = loss * weight;
        loss.backward();
        return loss;
    }

    private Tensor Norm()
    {
        var gradients = _isNormByTensor ? optimizer.Gradients : optimizer.FlatGradients;
        return !_isNormByTensor && gradients.Count == 1 ? gradients[0].norm(2.0f) : Gradients.Norms(gradients).norm(2.0f);
    }

    // Waits for the device.
    private static double Number(Tensor tensor) =>
        tensor.dtype == ScalarType.Float32 ? tensor.item<float>() : tensor.to(ScalarType.Float64).item<double>();

    private void Seed(long step)
    {
        if (plan.Config.DrawsRandomNumbers)
            Devices.Seed(device, DropoutStream.Seed(plan.Config.Seed, step));
    }
}
