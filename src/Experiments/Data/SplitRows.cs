using Experiments.Configuration;
using static TorchSharp.torch;

namespace Experiments.Data;

/// <summary>Which rows of a data set go where.</summary>
/// <param name="Train">Rows to learn from, in the order in which the split drew them.</param>
/// <param name="Validation">Rows that selection looks at.</param>
/// <param name="Test">Rows that are only reported.</param>
public sealed record SplitRows(long[] Train, long[] Validation, long[] Test)
{
    /// <summary>
    /// Draws the split: of <c>torch.randperm(n)</c>, seeded with <paramref name="seed"/>, the first rows are the test split, the next ones
    /// validation, and the first <paramref name="limit"/> of the rest are trained on; so a smaller limit uses a part of what a larger one uses.
    /// </summary>
    /// <param name="n">Rows in all.</param>
    /// <param name="test">Share (below 1) or number (from 1) of rows.</param>
    /// <param name="validation">Share of all rows (below 1) or number (from 1).</param>
    /// <param name="limit">Most rows to train on, or null.</param>
    /// <param name="seed">The split's own seed.</param>
    /// <param name="what">What is split, for the message of an error.</param>
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

    /// <summary>A share of n rows, rounded to the nearest, or the number itself.</summary>
    internal static long Count(double amount, long n) =>
        amount < 1 ? (long)Math.Round(amount * n, MidpointRounding.AwayFromZero) : (long)Math.Min(amount, long.MaxValue / 4);

    /// <summary>Says what is wrong with a key that is a share or a number.</summary>
    internal static IEnumerable<string> Mistakes(string key, double amount)
    {
        if (amount >= 1 && amount != Math.Floor(amount))
            yield return FormattableString.Invariant($"{key} is {amount:R}; a share of the examples (below 1) or a whole number of them is expected");
    }
}
