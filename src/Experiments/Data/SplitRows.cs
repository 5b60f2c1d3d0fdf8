namespace Experiments.Data;

/// <param name="Train">Training rows, in the order of the draw.</param>
/// <param name="Validation">Rows from which the best checkpoint is chosen.</param>
/// <param name="Test">Rows whose metrics are only reported.</param>
public sealed record SplitRows(long[] Train, long[] Validation, long[] Test)
{
    /// <summary>
    /// Draws the split from <c>torch.randperm(n)</c>, seeded with <paramref name="seed"/>: first the test rows, then the validation rows,
    /// then at most <paramref name="limit"/> training rows. The training rows of a smaller limit are therefore a subset of the training
    /// rows of a larger limit.
    /// </summary>
    /// <param name="n">Number of all rows.</param>
    /// <param name="test">Share (below 1) or number (1 or more) of test rows.</param>
    /// <param name="validation">Share of all rows (below 1) or number (1 or more) of validation rows.</param>
    /// <param name="limit">Maximum number of training rows; null for no limit.</param>
    /// <param name="seed">Seed of the split, separate from the run's seed.</param>
    /// <param name="what">Name of the data, for error messages.</param>
    /// <exception cref="InputException">No training rows are left.</exception>
    public static SplitRows Draw(long n, double test, double validation, long? limit, long seed, string what)
    {
        var (held, selected) = (Count(test, n), Count(validation, n));
        if (held + selected >= n)
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture,
                $"{what} has {n} examples, but {held} for test and {selected} for validation leave none to train on; ")
                + "hold out fewer examples.");
        using var order = DataOrder.Permutation(n, seed);
        ReadOnlySpan<long> rows = order.data<long>().ToArray();
        var rest = rows[(int)(held + selected)..];
        if (limit < rest.Length)
            rest = rest[..(int)limit.Value];
        return new SplitRows(rest.ToArray(), rows.Slice((int)held, (int)selected).ToArray(), rows[..(int)held].ToArray());
    }

    /// <summary>Converts a share of n rows to a rounded number of rows; a number of rows stays unchanged.</summary>
    internal static long Count(double amount, long n) =>
        amount < 1 ? (long)Math.Round(amount * n, MidpointRounding.AwayFromZero) : (long)Math.Min(amount, long.MaxValue / 4);

    /// <summary>Checks a key that is a share or a number.</summary>
    internal static IEnumerable<string> Mistakes(string key, double amount)
    {
        if (amount >= 1 && amount != Math.Floor(amount))
            yield return FormattableString.Invariant(
                $"{key} is {amount:R}; a share of the examples (below 1) or a whole number of examples is expected");
    }
}
