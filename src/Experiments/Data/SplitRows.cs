namespace Experiments.Data;

/// <param name="Train">Rows to train on, in the order of the draw.</param>
/// <param name="Validation">Rows for selection.</param>
/// <param name="Test">Rows for reporting only.</param>
public sealed record SplitRows(long[] Train, long[] Validation, long[] Test)
{
    /// <summary>
    /// Draws the split from <c>torch.randperm(n)</c>, seeded with <paramref name="seed"/>: first the test rows, then the validation rows,
    /// then at most <paramref name="limit"/> training rows. So the rows of a smaller limit are a subset of those of a larger one.
    /// </summary>
    /// <param name="n">Number of all rows.</param>
    /// <param name="test">Share (below 1) or number (from 1) of rows.</param>
    /// <param name="validation">Share (below 1) or number (from 1) of all rows.</param>
    /// <param name="limit">Maximum number of rows to train on, or null.</param>
    /// <param name="seed">Seed of the split, separate from the run's seed.</param>
    /// <param name="what">Name of the data, for error messages.</param>
    /// <exception cref="InputException">No training rows are left.</exception>
    public static SplitRows Draw(long n, double test, double validation, long? limit, long seed, string what)
    {
        var (held, selected) = (Count(test, n), Count(validation, n));
        if (held + selected >= n)
            throw new InputException(FormattableString.Invariant(
                $"{what} has {n} examples, but {held} for test and {selected} for validation leave none to train on; hold out fewer "
                    + $"examples."));
        using var order = DataOrder.Permutation(n, seed);
        ReadOnlySpan<long> rows = order.data<long>().ToArray();
        var rest = rows[(int)(held + selected)..];
        if (limit < rest.Length)
            rest = rest[..(int)limit.Value];
        return new SplitRows(rest.ToArray(), rows.Slice((int)held, (int)selected).ToArray(), rows[..(int)held].ToArray());
    }

    /// <summary>Converts a share of n rows to a number of rows, rounded; a number stays unchanged.</summary>
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
