namespace Experiments.Data.Tables;

/// <summary>
/// 2,930 house sales in Ames, Iowa (D. De Cock, 2011), which ship with the program. The options are those of the data set <c>csv</c>, with
/// other defaults. The model learns the logarithm of the price; skewed areas are also transformed to logarithms. Years
/// and months are numbers. The text column
/// <c>MS_SubClass</c> contains categories. The file has no column of identifiers.
/// </summary>
public sealed record AmesOptions : CsvOptions
{
    public AmesOptions()
    {
        Task = "regression";
        LogTarget = true;
        LogFeatures = true;
    }

    [Option("path", PathText, AffectsResult = false)]
    public override string Path { get; init; } = "ames/ames.csv.gz";

    [Option("target", TargetText)]
    public override string Target { get; init; } = "Sale_Price";
}
