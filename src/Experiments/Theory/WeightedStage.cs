namespace Experiments.Theory;

/// <summary>A linear layer or a convolution over images; a linear layer that an image reaches takes it as one vector.</summary>
/// <param name="Layer">Its name.</param>
/// <param name="Weight">The law of its weight.</param>
/// <param name="Bias">The law of its bias.</param>
/// <param name="Inputs">Features or channels that enter.</param>
/// <param name="Outputs">Units or channels that leave.</param>
/// <param name="Window">What a convolution sums over; null for a linear layer.</param>
/// <param name="Groups">Groups of a convolution.</param>
public sealed record WeightedStage(string Layer, ParameterLaw Weight, ParameterLaw Bias, int Inputs, int Outputs, Window? Window = null, int Groups = 1) : Stage
{
    /// <summary>Whether its output can be predicted from its input.</summary>
    public bool IsKnown => Weight.Unknown is null && Bias.Unknown is null;
}
