namespace Experiments.Data.Tables;

/// <summary>How cells become numbers.</summary>
/// <param name="Categorical">Columns that are categories even if they look like numbers.</param>
/// <param name="Reader">Knows missing values, and how numbers are written.</param>
/// <param name="Impute">Whether missing numbers are filled in; otherwise they are refused.</param>
/// <param name="Standardize">Whether numbers become (x − mean) / std of the training rows.</param>
/// <param name="Log">Whether skewed columns become sign(x)·ln(1 + |x|) first.</param>
internal sealed record FeatureOptions(
    IReadOnlySet<string> Categorical, CellReader Reader, bool Impute, bool Standardize, bool Log);
