namespace Experiments.Models;

/// <summary>Texts for keys that several models share.</summary>
internal static class SharedKeys
{
    public const string DropoutKind =
        "standard: dropped units become 0; alpha: dropped units become SELU's negative limit, which preserves mean and variance "
            + "(Klambauer et al. 2017).";

    public const string LearnBranchScale =
        "Whether each branch learns its own scale, starting at branch_scale; with branch_scale 0 this is ReZero (Bachlechner et al. "
            + "2021), and in a network without normalisation SkipInit (De & Smith 2020).";

    public const string MemoryFormat =
        "Memory format of images between convolutions; the format changes the speed and the last digits of results. contiguous: "
            + "channel by channel; channels_last: pixel by pixel.";

    /// <summary>Returns the error text for <c>weight_standardization</c> without a normalisation.</summary>
    /// <param name="remedy">Advice on how to add a normalisation to this model, such as <c>set batch_norm</c>.</param>
    public static string StandardizedWithoutNorm(string remedy) =>
        $"weight_standardization gives weights a variance near 1 for any fan, so it needs a normalisation; "
            + $"{remedy}, or leave weight_standardization out";
}
