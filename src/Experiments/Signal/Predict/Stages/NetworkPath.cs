using Experiments.Initialization;
using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>Path of a signal through a network with an initialisation policy. The path contains the structure and the distributions of the
/// parameters, but no parameter values.</summary>
public sealed record NetworkPath(IReadOnlyList<Stage> Stages)
{
    /// <summary>Measurements that a complete prediction needs.</summary>
    public RequiredMeasurements Required => RequiredMeasurements.Of(this);

    /// <summary>Creates the path of a network.</summary>
    /// <remarks>Dropout acts as in training. In a container with a user-defined <c>forward</c>, the prediction restarts from a
    /// measurement at every layer.</remarks>
    /// <param name="examples">Number of examples in the batch, if known. Batch normalisation over very few vectors is not
    /// predicted.</param>
    public static NetworkPath Of(Module network, InitPlan plan, int? examples = null) =>
        new([.. StagesOf(network, plan).Select(stage => examples is { } known ? stage.InBatchOf(known) : stage)]);

    private static IEnumerable<Stage> StagesOf(Module module, InitPlan plan)
    {
        if (ActivationRegistry.Recognise(module) is { } activation)
            return [new ActivationStage(activation)];
        return module switch
        {
            Network or Modules.Sequential => module.children().SelectMany(child => StagesOf(child, plan)),
            Residual residual => OfResidual(residual, plan),
            Modules.Linear or Modules.Convolution => [Weighted(module, plan)],
            Modules.BatchNorm or Modules.LayerNorm or Modules.GroupNorm => [Norm(module, plan)],
            IWeightedModule => [Unfollowed(module, plan)],
            Modules.Flatten => [new FlattenStage()],
            Modules.AdaptiveAvgPool2d pool when pool.output_size.All(size => size == 1) => [new GlobalAverageStage()],
            Modules.Dropout { p: > 0 } dropout => [DropoutStage.OfValues(dropout.p)],
            Modules.Dropout2d { p: > 0 } dropout => [DropoutStage.OfChannels(dropout.p)],
            Modules.AlphaDropout { p: > 0 } dropout => [DropoutStage.OfAlpha(dropout.p)],
            Modules.Dropout or Modules.Dropout2d or Modules.AlphaDropout or Modules.Identity => [],
            PaddingShortcut padding => [new PaddingStage(padding.Inputs, padding.Outputs, padding.Stride)],
            // With their initial values, a bias adds 0 and a multiplier multiplies by 1, so the path leaves them out.
            ScalarBias or ScalarMultiplier when IsAsConstructed(module, plan) => [],
            Modules.MaxPool2d => [new RestartStage("a max-pool")],
            Modules.AvgPool2d or Modules.AdaptiveAvgPool2d =>
                [new RestartStage("an average pool, whose effect depends on the correlation of neighbouring positions")],
            _ => OfUnknown(module, plan),
        };
    }

    private static bool IsAsConstructed(Module module, InitPlan plan) =>
        plan.Parameters.Where(parameter => parameter.Layer.Module == module).All(parameter => parameter.Scheme is null);

    private static IEnumerable<Stage> OfUnknown(Module module, InitPlan plan)
    {
        var restart = new RestartStage($"a module of type {module.GetName()} with a user-defined forward");
        return module.children().SelectMany(child => StagesOf(child, plan).Prepend(restart)).Append(restart);
    }

    private static IEnumerable<Stage> OfResidual(Residual residual, InitPlan plan)
    {
        var branch = StagesOf(residual.Branch, plan).ToList();
        var shortcut = residual.Shortcut is null ? [] : StagesOf(residual.Shortcut, plan).ToList();
        yield return new ResidualStage(shortcut, branch, residual.BranchScale);
        if (residual.AfterActivation is { } after)
        {
            foreach (var stage in StagesOf(after, plan))
                yield return stage;
        }
    }

    private static Stage Weighted(Module module, InitPlan plan)
    {
        var mine = plan.Parameters.Where(parameter => parameter.Layer.Module == module).ToList();
        var weight = mine.FirstOrDefault(parameter => parameter.Target.Parameter == "weight");
        var bias = mine.FirstOrDefault(parameter => parameter.Target.Parameter == "bias");
        var name = mine.Count > 0 ? mine[0].Layer.Name : "";
        if (weight is null)
            return new RestartStage($"the layer {name}, which shares its weight with another layer");
        var (weightLaw, biasLaw) = (ParameterLaw.Of(weight), bias is null ? ParameterLaw.Zero : ParameterLaw.Of(bias));
        if (module is not Modules.Convolution convolution)
            return new WeightedStage(name, weightLaw, biasLaw, (int)weight.Shape[1], (int)weight.Shape[0]);
        if (convolution.transposed || convolution.padding_mode != TorchSharp.PaddingModes.Zeros || convolution.padding_type is not null
            || convolution.kernel_size.Length > 2)
            weightLaw = weightLaw with { Unknown =
                $"{name} is a transposed convolution, a convolution with non-zero padding, or a 3D convolution" };
        var window = WindowOf(convolution);
        // The matrix of all groups together is orthogonal, but the rows of a single group are not.
        if (convolution.groups > 1)
            weightLaw = weightLaw with { IsOrthogonal = false };
        // Only the middle tap is not 0, and its matrix is orthogonal. The convolution is therefore the same linear layer at each position.
        if (weight.Law?.Entries == EntryKind.OrthogonalCentre)
            (weightLaw, window) = (weightLaw with { Std = weightLaw.Std * Math.Sqrt(window.Area), IsOrthogonal = true }, window.Middle);
        return new WeightedStage(name, weightLaw, biasLaw, (int)convolution.in_channels, (int)convolution.out_channels, window,
            (int)convolution.groups);
    }

    // Returns the stage of a layer with an unusual forward pass, such as weight standardisation.
    private static Stage Unfollowed(Module module, InitPlan plan)
    {
        var weight = plan.Parameters.FirstOrDefault(
            parameter => parameter.Layer.Module == module && parameter.Target.Parameter == "weight");
        var reason = $"a layer of type {module.GetName()}, which theory does not cover";
        return weight is null
            ? new RestartStage(reason)
            : new WeightedStage(weight.Layer.Name, new ParameterLaw(double.NaN, double.NaN) { Unknown = reason }, ParameterLaw.Zero,
                (int)weight.Shape[1], (int)weight.Shape[0]);
    }

    private static KernelGeometry WindowOf(Modules.Convolution convolution)
    {
        KernelAxis Side(int fromEnd)
        {
            var index = convolution.kernel_size.Length - fromEnd;
            return index < 0
                ? new KernelAxis(1)
                : new KernelAxis((int)convolution.kernel_size[index], (int)convolution.stride[index],
                    (int)(convolution.padding?[index] ?? 0), (int)convolution.dilation[index]);
        }

        return new KernelGeometry(Side(2), Side(1));
    }

    private static Stage Norm(Module module, InitPlan plan)
    {
        var laws = plan.Parameters.Where(parameter => parameter.Layer.Module == module)
            .ToDictionary(parameter => parameter.Target.Parameter, ParameterLaw.Of);
        var scale = laws.GetValueOrDefault("weight", new ParameterLaw(1, 0));
        var shift = laws.GetValueOrDefault("bias", ParameterLaw.Zero);
        if ((scale.Unknown ?? shift.Unknown) is { } reason)
            return new RestartStage($"a normalisation ({reason})");
        if (scale.Std > 0 || shift.Std > 0)
            return new RestartStage("a normalisation with a random scale or shift");
        return module switch
        {
            Modules.BatchNorm batch =>
                new NormStage(OverBatch: true, batch.eps, scale.Mean, shift.Mean) { IsOfVectors = module is Modules.BatchNorm1d },
            Modules.LayerNorm layer => new NormStage(OverBatch: false, layer.eps, scale.Mean, shift.Mean),
            Modules.GroupNorm group =>
                new NormStage(OverBatch: false, group.eps, scale.Mean, shift.Mean) { Groups = (int)group.num_groups },
            _ => new RestartStage($"a normalisation of type {module.GetName()}"),
        };
    }
}
