namespace Experiments.Signal.Predict;

/// <summary>Dropout in training: x → Dropped + Shift with probability p, else x → Scale · x + Shift. Each example has its own
/// mask.</summary>
/// <param name="Probability">p, at least 0 and below 1.</param>
/// <param name="WholeChannels">Whether a channel of an example is dropped at all positions together.</param>
public sealed record DropoutStage(double Probability, double Scale, double Dropped = 0, double Shift = 0, bool WholeChannels = false)
    : PassingStage
{
    // The limit of SELU for x → −∞, which is −λα (Klambauer et al. 2017, section 3).
    private const double SeluLimit = -1.7580993408473766;

    /// <summary>Creates dropout of single values. A dropped value becomes zero; each kept value is divided by 1 − p.</summary>
    public static DropoutStage OfValues(double probability) => new(probability, Kept(probability));

    /// <summary>Creates dropout of whole channels. A dropped channel becomes zero; each kept channel is divided by 1 − p.</summary>
    public static DropoutStage OfChannels(double probability) => new(probability, Kept(probability), WholeChannels: true);

    /// <summary>Creates alpha dropout: a dropped value becomes SELU's limit for x → −∞, and all values are scaled and shifted to preserve
    /// mean 0 and variance 1 (Klambauer et al. 2017, section 3).</summary>
    public static DropoutStage OfAlpha(double probability)
    {
        if (probability >= 1)
            return new DropoutStage(1, 0);
        var scale = 1 / Math.Sqrt((1 - probability) * (1 + (probability * SeluLimit * SeluLimit)));
        return new DropoutStage(probability, scale, scale * SeluLimit, -scale * probability * SeluLimit);
    }

    internal override SignalState Forward(SignalState signal) => DropoutSteps.Forward(signal, this);

    internal override Gradient Backward(Gradient gradient, SignalState input) => DropoutSteps.Backward(gradient, this);

    private static double Kept(double probability) => probability < 1 ? 1 / (1 - probability) : 0;
}
