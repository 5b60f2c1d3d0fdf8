namespace Experiments.Models;

/// <summary>Texts for keys that several models have in common.</summary>
internal static class SharedKeys
{
    public const string DropoutKind =
        "standard: zeros; alpha: dropped units fall to SELU's negative limit, which keeps mean and variance (Klambauer et al. 2017).";

    public const string LearnBranchScale =
        "Whether each branch learns its own scale, starting at branch_scale; with branch_scale 0 this is ReZero (Bachlechner et al. 2021).";

    public const string MemoryFormat =
        "How images lie in memory between convolutions, which changes the speed and the last digits: contiguous: channel by channel; "
            + "channels_last: pixel by pixel.";

    /// <summary>The mistake of <c>weight_standardization</c> without a normalisation.</summary>
    /// <param name="remedy">How this model gets one, such as <c>set batch_norm</c>.</param>
    public static string StandardizedWithoutNorm(string remedy) =>
        $"weight_standardization makes weights of variance near 1, whatever the fan, and needs a normalisation that sets the scale anew; "
            + $"{remedy}, or leave it out";
}
