namespace Experiments.Training;

/// <summary>The losses that a config can name.</summary>
public static class LossRegistry
{
    public static Registry<LossOptions> Instance { get; } = new Registry<LossOptions>("loss", "kind")
        .Add<CrossEntropyLoss>("cross_entropy", "Softmax cross-entropy, for classification.")
        .Add<MseLoss>("mse", "Mean squared error, for regression.")
        .Add<RmseLogLoss>("rmse_log",
            "Root mean squared error of the logarithm, as for prices: sqrt(mean((log max(prediction, 1) - log target)^2)), for "
                + "regression on positive targets.");
}
