namespace Experiments.Initialization;

/// <summary>Properties of the distribution of a scheme's entries that the theory uses.</summary>
/// <param name="Std">Standard deviation over all entries, including zeros.</param>
public sealed record WeightLaw(double Mean, double Std)
{
    /// <summary>
    /// Variability of the squared entries relative to normal entries: <c>Var(w²) / (E w²)² − 2</c>. For independent entries, this number is
    /// the excess kurtosis about 0, for example −1.2 for uniform entries.
    /// </summary>
    public double ExcessKurtosis { get; init; }

    public EntryKind Entries { get; init; }

    /// <summary>Whether theory may treat the mean as 0.</summary>
    public bool IsCentred => Math.Abs(Mean) <= 1e-6 * Std;
}
