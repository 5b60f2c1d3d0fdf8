namespace Experiments.Training;

/// <summary>Refuses a plan in which batch normalisation would meet a batch that it can't normalise.</summary>
public static class BatchNormalisation
{
    /// <summary>
    /// Batch normalisation divides by the standard deviation over the batch and all positions, which one value alone doesn't have
    /// (PyTorch: "Expected more than 1 value per channel"). Where an epoch's smallest batch is one example, this looks at the
    /// shapes that one example makes, in evaluation mode, which changes nothing.
    /// </summary>
    /// <exception cref="InputException">A layer would see one value a channel.</exception>
    public static void Check(Module<Tensor, Tensor> model, TrainingPlan plan, Tensor inputs)
    {
        var batchSize = plan.Config.Data.BatchSize;
        var remainder = plan.TrainExamples % batchSize;
        if (batchSize > 1 && (remainder != 1 || plan.Config.Data.DropLast))
            return;
        if (LayerWithOneValue(model, inputs) is not { } layer)
            return;
        throw new InputException(batchSize == 1
            ? $"data.batch_size: 1 is given, and batch normalisation ('{layer}') can't normalise a batch of one example; make it larger."
            : $"data.batch_size: {batchSize} leaves a last batch of one example out of {plan.TrainExamples}, which batch normalisation "
                + $"('{layer}') can't normalise; choose another, or set data.drop_last.");
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
