namespace Experiments.Data.Tables;

/// <summary>Options for the conversion of cells to numbers.</summary>
/// <param name="Categorical">Columns that are categories even if they look like numbers.</param>
/// <param name="Reader">Reads numbers and missing values.</param>
/// <param name="Impute">Whether to fill in missing numbers. If false, a missing number is an error.</param>
/// <param name="Standardize">Whether to standardise numbers with mean and std of the training rows.</param>
/// <param name="Log">Whether to transform skewed columns to sign(x)·ln(1 + |x|) first.</param>
internal sealed record FeatureOptions(
    IReadOnlySet<string> Categorical, CellReader Reader, bool Impute, bool Standardize, bool Log);
