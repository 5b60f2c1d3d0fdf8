namespace Experiments.Models;

/// <summary>Texts for keys that several models have in common.</summary>
internal static class SharedKeys
{
    public const string DropoutKind = "standard: zeros; alpha: dropped units fall to SELU's negative limit, which keeps mean and variance (Klambauer et al. 2017).";

    public const string DropoutKindChinese = "standard：置零；alpha：被丢弃的单元置为 SELU 的负饱和值，以保持均值和方差（Klambauer et al. 2017）。";

    public const string LearnBranchScale = "Whether that number is learned, one for each branch, from branch_scale on; with branch_scale 0 this is ReZero (Bachlechner et al. 2021).";

    public const string LearnBranchScaleChinese = "该系数是否可学习，每个分支一个，初值为 branch_scale；branch_scale 为 0 时即 ReZero（Bachlechner et al. 2021）。";

    /// <summary>The mistake of <c>weight_standardization</c> without a normalisation.</summary>
    /// <param name="remedy">How this model gets one, such as <c>set batch_norm</c>.</param>
    public static string StandardizedWithoutNorm(string remedy) =>
        $"weight_standardization makes weights of variance near 1, whatever the fan, and needs a normalisation that sets the scale anew; {remedy}, or leave it out";
}
