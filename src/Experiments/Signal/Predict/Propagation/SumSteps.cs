namespace Experiments.Signal.Predict;

/// <summary>Computes the forward pass of a signal and the backward pass of a gradient through the addition of a residual
/// connection.</summary>
internal static class SumSteps
{
    /// <summary>
    /// Computes the forward pass. The branch's weights are independent of the shortcut. The second moment of the sum is therefore the sum
    /// of both second moments plus twice the product of the means. Fluctuations from before the split are equal in both parts, so their
    /// amplitudes add. Yang and Schoenholz, Mean field residual networks, 2017.
    /// </summary>
    public static SignalState Forward(SignalState parting, SignalState shortcut, SignalState branch, double scale)
    {
        var (map, ratio) = (new double[branch.Second.Length], 0.0);
        for (var i = 0; i < map.Length; i++)
        {
            var (left, right) = (shortcut.MeanOf(shortcut.Second[i]), scale * branch.MeanOf(branch.Second[i]));
            map[i] = shortcut.Second[i] + (scale * scale * branch.Second[i]) + (2 * left * right);
            ratio += map[i] > 0 ? (left + right) / Math.Sqrt(map[i]) / map.Length : 0;
        }

        var points = branch.Points;
        var places = points.PlacesIn(shortcut.Points);
        double OfShortcut(int p) => map[points.InMap(p)] is > 0 and var whole ? shortcut.Second[points.InMap(p)] / whole : 0;
        double OfBranch(int p) => map[points.InMap(p)] is > 0 and var whole ? scale * scale * branch.Second[points.InMap(p)] / whole : 0;
        var share = Enumerable.Range(0, points.Count).Average(OfShortcut);
        var between = Response.Between(shortcut.Response, branch.Response, parting, shortcut.Points);
        var sum = branch with
        {
            Second = map,
            Kernel = SymmetricMatrix.Make(points.Count,
                (p, r) => p == r ? map[points.InMap(p)] : shortcut.Kernel[places[p], places[r]] + (scale * scale * branch.Kernel[p, r])
                    + (scale * ((shortcut.MeanAt(places[p]) * branch.MeanAt(r)) + (shortcut.MeanAt(places[r]) * branch.MeanAt(p))))),
            Noise = SymmetricMatrix.Make(points.Count, (p, r) =>
                (OfShortcut(p) * OfShortcut(r) * shortcut.Noise[places[p], places[r]]) + (OfBranch(p) * OfBranch(r) * branch.Noise[p, r])
                + (OfShortcut(p) * OfBranch(r) * between[places[p], r]) + (OfShortcut(r) * OfBranch(p) * between[places[r], p])),
            CentredNoise = CentredSteps.Sum((shortcut, places), (branch, scale)),
            Spread = SymmetricMatrix.Make(points.Count,
                (p, r) => (OfShortcut(p) * OfShortcut(r) * shortcut.Spread[places[p], places[r]])
                    + (OfBranch(p) * OfBranch(r) * branch.Spread[p, r])),
            Response = Response.Sum(parting.Response, (shortcut.Response, places, OfShortcut), (branch.Response, OfBranch)),
            ModelError = (share * shortcut.ModelError) + ((1 - share) * branch.ModelError),
            MeanOf = moment => ratio * Math.Sqrt(moment),
            IsFresh = true,
            Terms = NoiseTerms.All,
            MeanVariance = shortcut.MeanVariance + (scale * scale * branch.MeanVariance),
            Concentration = (share * share * shortcut.Concentration) + ((1 - share) * (1 - share) * branch.Concentration),
            Sample = shortcut.Sample?.Plus(scale * branch.MeanOf(branch.Second.Average()), scale * scale * VarianceOf(branch)),
            Inputs = null,
            IsOrthogonal = false,
            FreeDirections = null,
            Source = null,
            Before = null,
        };
        // A branch of zeros leaves the shortcut unchanged, and the shortcut's values may be far from normally distributed.
        if (scale == 0 || branch.Second.All(second => second == 0))
            return sum with { IsFresh = shortcut.IsFresh, Terms = shortcut.Terms, Sample = shortcut.Sample, Skewness = shortcut.Skewness,
                ExcessKurtosis = shortcut.ExcessKurtosis, Before = points.Count == shortcut.Points.Count ? shortcut.Before : null };
        return sum with
        {
            Terms = TermsOfSum(sum, (shortcut, places), (branch, scale)),
            Classes = shortcut.Classes.Plus(share),
            Skewness = CumulantOfSum(sum, (shortcut, places), 1.5, shortcut.Skewness, Math.Sign(scale) * branch.Skewness),
            ExcessKurtosis = CumulantOfSum(sum, (shortcut, places), 2, shortcut.ExcessKurtosis, branch.ExcessKurtosis),
        };
    }

    private static double VarianceOf(SignalState signal)
    {
        var second = signal.Second.Average();
        return Math.Max(0, second - Math.Pow(signal.MeanOf(second), 2));
    }

    // If the shortcut's noise already includes the fluctuation from its finite number of units, the sum's square has only two new random
    // terms. These are the product of shortcut and branch, and the square of the branch.
    private static NoiseTerms TermsOfSum(SignalState sum, (SignalState Signal, int[] Places) shortcut,
        (SignalState Signal, double Scale) branch)
    {
        var points = sum.Points;
        var squared = branch.Scale * branch.Scale;
        NoiseTerms Fresh(SignalState signal) =>
            !signal.IsFresh ? new NoiseTerms(0, 0) : signal.Terms.FixesUnits ? new NoiseTerms(1, 0) : signal.Terms;
        var (ofShortcut, ofBranch) = (Fresh(shortcut.Signal), Fresh(branch.Signal));
        double Left(int p, int r) => shortcut.Signal.Centered(shortcut.Places[p], shortcut.Places[r]);
        double Right(int p, int r) => squared * branch.Signal.Centered(p, r);
        double Square(SignalState signal, int p, int r, double product) =>
            (product * product) + (signal.Spread[p, r] * signal.VarianceAt(p) * signal.VarianceAt(r));
        var second = points.Average(
            (p, r) => (ofShortcut.Second * Square(shortcut.Signal, shortcut.Places[p], shortcut.Places[r], Left(p, r)))
                + (2 * Left(p, r) * Right(p, r))
                + (ofBranch.Second * squared * squared * Square(branch.Signal, p, r, branch.Signal.Centered(p, r))));
        var whole = points.Average((p, r) => Square(sum, p, r, Left(p, r) + Right(p, r)));
        var (first, all) = (points.Average((p, r) => (ofShortcut.First * Left(p, r)) + (ofBranch.First * Right(p, r))),
            points.Average((p, r) => Left(p, r) + Right(p, r)));
        return new NoiseTerms(all > 0 ? Math.Clamp(first / all, 0, 1) : 1, whole > 0 ? Math.Clamp(second / whole, 0, 1) : 1);
    }

    // The cumulants of independent parts add. A standardised cumulant of the sum is therefore a weighted sum over the parts. The weight is
    // a power of the part's share of the variance.
    private static double CumulantOfSum(SignalState sum, (SignalState Signal, int[] Places) shortcut, double power, double ofShortcut,
        double ofBranch) =>
        Enumerable.Range(0, sum.Points.Count).Average(p =>
        {
            var variance = shortcut.Signal.VarianceAt(shortcut.Places[p]);
            var whole = sum.VarianceAt(p);
            return whole > 0
                ? (ofShortcut * Math.Pow(variance / whole, power)) + (ofBranch * Math.Pow(Math.Max(0, 1 - (variance / whole)), power))
                : 0;
        });

    /// <summary>
    /// Adds the gradients of the shortcut and of the branch. The parts of both gradients that are parallel to the signal have the same
    /// direction, so their lengths add. The random parts are independent, so their squares add: <c>|g|² = |g_s|² + |g_b|² + 2
    /// (x·g_s)(x·g_b) / |x|²</c>.
    /// </summary>
    public static Gradient Backward(Gradient parting, Gradient shortcut, Gradient branch, SignalState input)
    {
        var points = branch.Points;
        var places = points.PlacesIn(shortcut.Points);
        var origins = points.PlacesIn(parting.Points);
        var (ofShortcut, ofBranch) = (Math.Max(0, shortcut.Along - 1), Math.Max(0, branch.Along - 1));
        var units = input.Units * (double)input.Positions;
        var map = branch.Second.Select((second, index) => second + shortcut.Second[index]
            + (2 * Math.Sqrt(ofShortcut * ofBranch * second * shortcut.Second[index]) / units)).ToArray();
        double Share(Gradient part, int p, int r) => map[points.InMap(p)] * map[points.InMap(r)] is > 0 and var product
            ? Math.Sqrt(part.Second[points.InMap(p)] * part.Second[points.InMap(r)] / product)
            : 0;
        var (left, right) = (shortcut.Second.Average(), branch.Second.Average());
        return branch with
        {
            Along = map.Average() is > 0 and var total
                ? (left + right + Math.Pow(Math.Sqrt(ofShortcut * left) + Math.Sqrt(ofBranch * right), 2)) / total
                : 1,
            Second = map,
            Source = null,
            ModelError = Math.Max(shortcut.ModelError, branch.ModelError),
            Alignment = null,
            Profile = UnitProfile.Sum(left, shortcut.Profile, right),
            Classes = ClassGradients.Sum(map.Sum() is > 0 and var whole ? shortcut.Second.Sum() / whole : 0, shortcut.Classes,
                branch.Classes),
            Correlation = SymmetricMatrix.Make(points.Count, (p, r) =>
                (Share(shortcut, p, r) * shortcut.Correlation[places[p], places[r]]) + (Share(branch, p, r) * branch.Correlation[p, r])),
            Noise = SymmetricMatrix.Make(points.Count, (p, r) => NoiseOfSum.Of(
                parting.Noise[origins[p], origins[r]],
                (Share(shortcut, p, r), shortcut.Noise[places[p], places[r]]),
                (Share(branch, p, r), branch.Noise[p, r]))),
            Spread = SymmetricMatrix.Make(points.Count, (p, r) => Math.Max(branch.Spread[p, r], shortcut.Spread[places[p], places[r]])),
            IsFresh = true,
            Terms = NoiseTerms.All,
        };
    }
}
