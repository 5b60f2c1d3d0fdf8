using Experiments.Options.Expressions;
using Experiments.Statistics;
using Experiments.Studies.Reading;

namespace Experiments.Studies.Judging;

/// <summary>
/// Judges a claim. The quantity is computed for each seed. A claim holds if the whole interval of the quantity lies in the accepted range,
/// does not hold if the whole interval lies outside, and is open otherwise.
/// </summary>
internal static class ClaimJudge
{
    private const double Level = 0.95;

    /// <param name="find">Finds the number of a path.</param>
    /// <exception cref="FormatException">A number does not exist, or the values have different seeds. The message completes a
    /// sentence.</exception>
    public static ClaimResult Judge(ClaimOptions claim, Func<ValuePath, Readings> find)
    {
        var values = claim.Values.ToDictionary(value => value.Name, value => Find(value, find));
        var quantity = Expression.Parse(claim.Quantity, [.. values.Keys]);
        var seeds = Seeds([.. values.Values]);
        if (seeds is null)
        {
            var constant = quantity.Value(name => values[name].Constant!.Value);
            return new ClaimResult(claim, constant, null, 0, VerdictOf(claim, constant, constant));
        }

        return Combine(claim, [.. seeds.Select(seed =>
            quantity.Value(name => values[name] is { BySeed: { } bySeed } ? bySeed[seed] : values[name].Constant!.Value))]);
    }

    /// <summary>Judges a claim by the values of its quantity, one for each seed.</summary>
    internal static ClaimResult Combine(ClaimOptions claim, IReadOnlyList<double> values)
    {
        var mean = values.Average();
        // More seeds can't repair a value that is not a finite number, so the claim is not open.
        if (!values.All(double.IsFinite))
            return new ClaimResult(claim, mean, null, values.Count, ClaimVerdict.DoesNotHold);
        var interval = claim.Over == ClaimOptions.EverySeed
            ? new Interval(values.Min(), values.Max(), 1)
            : StudentInterval.Of(values, Level);
        // One seed has no interval, so its mean proves nothing.
        return new ClaimResult(claim, mean, interval, values.Count,
            interval is { } reach ? VerdictOf(claim, reach.Low, reach.High) : ClaimVerdict.Open);
    }

    private static ClaimVerdict VerdictOf(ClaimOptions claim, double low, double high)
    {
        if (!double.IsFinite(low) || high < claim.Low || low > claim.High)
            return ClaimVerdict.DoesNotHold;
        return low >= claim.Low && high <= claim.High ? ClaimVerdict.Holds : ClaimVerdict.Open;
    }

    private static Readings Find(ClaimValue value, Func<ValuePath, Readings> find)
    {
        try
        {
            return find(ValuePath.Parse(value.Path));
        }
        catch (FormatException mistake)
        {
            throw new FormatException($"path \"{value.Path}\": {mistake.Message}", mistake);
        }
    }

    // Returns the seeds of the values, null if no value has seeds. A seed that one value lacks is an error: without it, a claim could hold
    // because the worst seed is absent.
    private static List<long>? Seeds(IReadOnlyList<Readings> values)
    {
        var lists = values.Select(value => value.BySeed?.Keys.Order().ToList()).OfType<List<long>>().ToList();
        if (lists.Count == 0)
            return null;
        return lists.Find(list => !list.SequenceEqual(lists[0])) is { } other
            ? throw new FormatException($"its values have different seeds ({string.Join(", ", lists[0])}; {string.Join(", ", other)}); "
                + "give the measurements equal seeds and run the study with --again")
            : lists[0];
    }
}
