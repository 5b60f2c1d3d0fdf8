namespace Experiments.Training;

/// <summary>
/// Computes the gradients of one update: of the mean loss over all its examples, batch by batch where it has several. Each batch is
/// weighted by its number of examples, so for a mean loss the split changes nothing but rounding; batch normalisation sees each batch
/// separately, and <c>rmse_log</c> takes the root of each batch.
/// </summary>
public sealed class Backpropagation(TrainingPlan plan, Module<Tensor, Tensor> model, Optimizer optimizer, Batches batches, Device device)
{
    // A GPU measures all gradients at once, unless they are clipped by a norm that is defined as the norm of the tensors' norms.
    private readonly bool _isNormByTensor = device.type == DeviceType.CPU || plan.Config.Training.ClipGradNorm is not null;

    /// <summary>Whether clipping changes the norm that is reported.</summary>
    public bool ChangesNorm => plan.Config.Training.ClipGradValue is not null;

    /// <summary>Adds the gradients of the update after <paramref name="step"/> updates to the existing ones; returns
    /// its loss and the norm of all gradients.</summary>
    public (double Loss, double Norm) Run(long step)
    {
        var (loss, norm) = RunOnDevice(step);
        return (Number(loss), Number(norm));
    }

    /// <summary>The same without waiting for the device: both numbers are tensors without dimensions.</summary>
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

    /// <summary>Clips the gradients as the config says; returns their norm after clipping by value. Only for finite gradients: a clamp
    /// would turn an infinite one into the limit.</summary>
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

    /// <summary>The same without waiting for the device.</summary>
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

    /// <summary>The first non-finite value of an update; null if all gradients are finite and only their norm has overflowed.</summary>
    /// <param name="step">Updates made before it.</param>
    /// <param name="inForward">Whether to look for the layer by a second forward pass.</param>
    public NonFinite? Find(double loss, long step, bool inForward)
    {
        var locator = new NonFiniteLocator(model);
        if (double.IsFinite(loss))
            return locator.InGradients() is { } layer ? new NonFinite(step + 1, "gradient", layer, "gradient") : null;
        if (!inForward)
            return new NonFinite(step + 1, "loss", null, "loss");
        // The same dropout masks as in the pass that failed.
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

    /// <summary>Norm of all gradients; waits for the device.</summary>
    internal double MeasureNorm() => Number(Norm());

    /// <summary>Share of a part in the examples of its update.</summary>
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

    // The batch's share of the update's loss.
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
