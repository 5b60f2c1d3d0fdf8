namespace Experiments.Initialization;

/// <summary>Law of the entries that a scheme draws, as far as theory needs it.</summary>
/// <param name="Std">Standard deviation over all entries, zeros included.</param>
public sealed record WeightLaw(double Mean, double Std)
{
    /// <summary>
    /// How much more the squares of entries vary than those of normal ones: <c>Var(w²) / (E w²)² − 2</c>, the excess kurtosis of
    /// independent entries about 0. −1.2 for uniform ones.
    /// </summary>
    public double ExcessKurtosis { get; init; }

    public EntryKind Entries { get; init; }

    /// <summary>Whether theory may take the mean as 0.</summary>
    public bool IsCentred => Math.Abs(Mean) <= 1e-6 * Std;
}
