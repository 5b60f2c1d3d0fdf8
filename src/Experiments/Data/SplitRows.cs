namespace Experiments.Data;

/// <param name="Train">Rows to train on, in the order in which the split drew them.</param>
/// <param name="Validation">Rows that selection uses.</param>
/// <param name="Test">Rows that are only reported.</param>
public sealed record SplitRows(long[] Train, long[] Validation, long[] Test)
{
    /// <summary>
    /// Draws the split from <c>torch.randperm(n)</c>, seeded with <paramref name="seed"/>: first the test rows, then the validation rows,
    /// then at most <paramref name="limit"/> training rows. So a smaller limit uses a part of what a larger one uses.
    /// </summary>
    /// <param name="n">Number of all rows.</param>
    /// <param name="test">Share (below 1) or number (from 1) of rows.</param>
    /// <param name="validation">Share of all rows (below 1) or number (from 1).</param>
    /// <param name="limit">Most rows to train on, or null.</param>
    /// <param name="seed">Seed of the split, separate from the run's seed.</param>
    /// <param name="what">Name of what is split, for error messages.</param>
    /// <exception cref="InputException">Nothing is left to train on.</exception>
    public static SplitRows Draw(long n, double test, double validation, long? limit, long seed, string what)
    {
        var (held, selected) = (Count(test, n), Count(validation, n));
        if (held + selected >= n)
            throw new InputException(FormattableString.Invariant(
                $"{what} has {n} examples: {held} for test and {selected} for validation leave none to train on."));
        using var order = DataOrder.Permutation(n, seed);
        ReadOnlySpan<long> rows = order.data<long>().ToArray();
        var rest = rows[(int)(held + selected)..];
        if (limit < rest.Length)
            rest = rest[..(int)limit.Value];
        return new SplitRows(rest.ToArray(), rows.Slice((int)held, (int)selected).ToArray(), rows[..(int)held].ToArray());
    }

    /// <summary>Returns the share of n rows, rounded to the nearest, or the number itself.</summary>
    internal static long Count(double amount, long n) =>
        amount < 1 ? (long)Math.Round(amount * n, MidpointRounding.AwayFromZero) : (long)Math.Min(amount, long.MaxValue / 4);

    /// <summary>Checks a key that is a share or a number.</summary>
    internal static IEnumerable<string> Mistakes(string key, double amount)
    {
        if (amount >= 1 && amount != Math.Floor(amount))
            yield return FormattableString.Invariant(
                $"{key} is {amount:R}; a share of the examples (below 1) or a whole number of them is expected");
    }
}
