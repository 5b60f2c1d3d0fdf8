namespace Experiments.Training;

/// <summary>Checks that no batch is too small for batch normalisation.</summary>
public static class BatchNormalisation
{
    /// <summary>
    /// Batch normalisation divides by the standard deviation over the batch and all positions. A standard deviation needs more than one
    /// value per channel (PyTorch: "Expected more than 1 value per channel"). If an epoch's smallest batch has one example, this method
    /// runs one example through the model in evaluation mode and checks the shapes.
    /// </summary>
    /// <exception cref="InputException">A batch-normalisation layer would get only one value per channel.</exception>
    public static void Check(Module<Tensor, Tensor> model, TrainingPlan plan, Tensor inputs)
    {
        var batchSize = plan.Config.Data.BatchSize;
        var remainder = plan.TrainExamples % batchSize;
        if (batchSize > 1 && (remainder != 1 || plan.Config.Data.DropLast))
            return;
        if (LayerWithOneValue(model, inputs) is not { } layer)
            return;
        throw new InputException(batchSize == 1
            ? $"data.batch_size is 1, but batch normalisation ('{layer}') needs at least 2 examples; set a larger batch size."
            : $"data.batch_size: {batchSize} leaves 1 of {plan.TrainExamples} examples for the last batch of an epoch, but batch "
                + $"normalisation ('{layer}') needs at least 2; set another batch size, or set data.drop_last to true.");
    }

    private static string? LayerWithOneValue(Module<Tensor, Tensor> model, Tensor inputs)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        string? found = null;
        var removers = new List<Action>();
        foreach (var (name, module) in model.named_modules())
        {
            if (module is not Module<Tensor, Tensor> layer || !module.GetName().StartsWith("BatchNorm", StringComparison.Ordinal))
                continue;
            var hook = layer.register_forward_hook((_, _, output) =>
            {
                if (output.numel() == output.shape[1])
                    found ??= name;
                return output;
            });
            removers.Add(hook.remove);
        }

        if (removers.Count == 0)
            return null;
        model.eval();
        using var ignored = model.call(inputs.narrow(0, 0, 1));
        model.train();
        removers.ForEach(remove => remove());
        return found;
    }
}
