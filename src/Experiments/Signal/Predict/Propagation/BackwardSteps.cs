using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>Computes the backward pass of a gradient through each kind of stage. The method of the same name in <see cref="ForwardSteps"/>
/// computes the forward pass.</summary>
internal static class BackwardSteps
{
    /// <summary>Computes the backward pass through a linear layer or convolution: <c>E g² ← Var(W) · outputs · Σ E g²</c>. The sum is over
    /// the output positions that use an input position.</summary>
    public static Gradient Weighted(Gradient gradient, WeightedStage stage, SignalState input)
    {
        var below = gradient.BelowWeights;
        var above = AbsorbSample(below is null
            ? gradient
            : gradient with { Noise = below.Noise, ModelError = below.ModelError, BelowWeights = null });
        var factor = stage.Weight.Std * stage.Weight.Std * stage.Outputs / stage.Groups * (below?.Ratio ?? 1);
        var points = input.Points;
        var flattens = stage.Window is null && input.Positions > 1;
        var inputs = input.Units * (flattens ? input.Positions : 1);
        // The matrix of a convolution's transpose is not orthogonal, because it arranges the taps differently.
        var isOrthogonal = stage.Weight.IsOrthogonal && (stage.Window?.Area ?? 1) == 1 && stage.Groups == 1;
        var result = above with
        {
            Units = input.Units,
            Points = points,
            Alignment = null,
            Classes = null,
            Profile = null,
            Source = null,
            IsFresh = true,
            Terms = isOrthogonal ? OrthogonalLaw.Terms(above, inputs, stage.Outputs) : NoiseTerms.All,
        };
        var tails = stage.Weight.ExcessKurtosis / (2.0 * stage.Outputs / stage.Groups);
        if (stage.Window is null && tails != 0)
        {
            var likeness = HeavyTails.Likeness(above);
            result = result with { Spread = SymmetricMatrix.Make(above.Points.Count,
                (p, r) => above.Spread[p, r] + (tails * likeness(p, r))) };
        }
        if (stage.Window is not { } window)
        {
            var (aligned, along) = AlignedGradient.Linear(above.Along, inputs, isOrthogonal ? stage.Outputs : null);
            result = result with { Along = along };
            return flattens
                ? Unflattened(result, above, factor * aligned, input)
                : result with { Second = [.. above.Second.Select(second => factor * aligned * second)] };
        }

        var positions = above.Second.Length / (input.Second.Length / input.Positions);
        var place = PlacesBelow(above, window, input);
        var shared = points.OfPositions((position, other) => window.SharedTapsOnto(position, other, input.Height, input.Width));
        return result with
        {
            Second = [.. Enumerable.Range(0, above.Second.Length / positions)
                .SelectMany(example => window.SumBack(above.Second.AsSpan(example * positions, positions), input.Height, input.Width))
                .Select(sum => factor * sum)],
            Along = 1,
            Correlation = above.Source is { } source && source.Positions > 1
                ? Measured(source, points, window, input.Width)
                : SymmetricMatrix.Make(points.Count, (p, r) => above.Correlation[place[p], place[r]] * shared(p, r)),
            Noise = SymmetricMatrix.Pick(above.Noise, place),
            Spread = Scaled(SymmetricMatrix.Pick(above.Spread, place), 1.0 / window.Area),
        };
    }

    // Computes the correlation of the sums over all taps from the values of a measured gradient.
    private static double[,] Measured(SignalStatistics source, PointSet points, KernelGeometry window, int width)
    {
        var products = PatchProducts.Back(source, points, window, width);
        var lengths = Enumerable.Range(0, points.Count).Select(p => Math.Sqrt(products(p, p))).ToArray();
        return SymmetricMatrix.Make(points.Count,
            (p, r) => p == r ? 1 : lengths[p] * lengths[r] > 0 ? Math.Clamp(products(p, r) / lengths[p] / lengths[r], -1, 1) : 0);
    }

    /// <summary>Computes the backward pass through an activation: <c>E g² ← E g² · E φ'(z)²</c>.</summary>
    public static Gradient Activation(Gradient gradient, ActivationOptions activation, SignalState input)
    {
        if (input.Before is { } before)
            return Activation(gradient, new ComposedActivation(activation, before.Function), before.Signal);
        var table = new MomentTable(x => activation.Derivative(x) * activation.Derivative(x), activation.Kinks, input);
        var slopes = PooledMoments.SeriesAt(input, activation.Derivative, activation.Kinks);
        var squares = PooledMoments.SeriesAt(input, x => activation.Derivative(x) * activation.Derivative(x), activation.Kinks);
        var alike = input.Correlations();
        double Noise(int p, int r)
        {
            var product = squares[p].Mean * squares[r].Mean;
            if (product <= 0)
                return 0;
            var correlation = gradient.Correlation[p, r];
            var ofGradient = gradient.IsFresh ? 2 * ((correlation * correlation) + gradient.Spread[p, r]) : 0;
            var ofSlopes = squares[p].Covariance(squares[r], alike[p, r], input.Terms) / product;
            // The squares of gradients and of slopes vary independently between units, even if an orthogonal matrix preserves lengths.
            var ofBoth = squares[p].Covariance(squares[r], alike[p, r], NoiseTerms.All) / product;
            var ofSample = (ofGradient * gradient.Terms.Second) + ofSlopes + (ofGradient * ofBoth);
            var inherited = input.Noise[p, r] * squares[p].LogVarianceSlope * squares[r].LogVarianceSlope / product;
            return ((1 + gradient.Noise[p, r]) * (1 + (ofSample / gradient.Units))) - 1 + inherited;
        }

        double Spread(int p, int r)
        {
            var product = squares[p].Mean * squares[r].Mean;
            if (p == r || product <= 0)
                return 0;
            var (correlation, likeness) = (gradient.Correlation[p, r], Likeness(slopes[p], slopes[r], alike[p, r]));
            var square = squares[p].Product(squares[r], alike[p, r]) / product * (gradient.IsFresh
                ? 1 + (2 * correlation * correlation)
                : correlation * correlation);
            return (likeness * likeness * Math.Max(0, gradient.Spread[p, r]))
                + (Math.Max(0, square - Math.Pow(correlation * likeness, 2)) / gradient.Units);
        }

        var (shared, profile) = UnitProfile.Behind(gradient.Profile, input, activation);
        var (aligned, along) = AlignedGradient.Activation(gradient.Along, activation, input, input.Units * (double)input.Positions);
        return gradient with
        {
            Source = null,
            Second = [.. gradient.Second.Select((second, index) => shared * aligned * second * table.At(input.Second[index]))],
            Along = along,
            Profile = profile,
            Correlation = SymmetricMatrix.Make(slopes.Length,
                (p, r) => gradient.Correlation[p, r] * Likeness(slopes[p], slopes[r], p == r ? 1 : alike[p, r])),
            Alignment = AlignmentOf(gradient, activation, input, slopes, alike),
            Classes = input.Classes.IsOne
                ? gradient.Classes
                : ClassGradients.Times(gradient.Classes, input.Classes, input.Classes.Slopes(input, activation)),
            Noise = SymmetricMatrix.Make(slopes.Length, Noise),
            Spread = SymmetricMatrix.Make(slopes.Length, Spread),
            IsFresh = false,
        };
    }

    private static Alignment AlignmentOf(Gradient gradient, ActivationOptions activation, SignalState input, HermiteSeries[] slopes,
        double[,] alike)
    {
        var (mean, deviation) = (input.MeanOf(input.Second.Average()), Math.Sqrt(Math.Max(input.Second.Average(), double.Epsilon)));
        var products = PooledMoments.SeriesAt(input, x => activation.Derivative(x) * (x - mean) / deviation, activation.Kinks);
        double Unit(int p) => deviation / Math.Sqrt(Math.Max(slopes[p].SecondMoment * input.VarianceAt(p), double.Epsilon));
        return new Alignment(SymmetricMatrix.Make(slopes.Length, (p, r) =>
            slopes[p].SecondMoment * slopes[r].SecondMoment > 0
                ? gradient.Correlation[p, r] * products[p].Product(products[r], p == r ? 1 : alike[p, r]) * Unit(p) * Unit(r)
                : 0), input);
    }

    /// <summary>Adds the fluctuation that comes from the finite number of units to <see cref="Gradient.Noise"/>.</summary>
    public static Gradient AbsorbSample(Gradient gradient) => !gradient.IsFresh ? gradient : gradient with
    {
        IsFresh = false,
        Noise = SymmetricMatrix.Make(gradient.Points.Count, (p, r) =>
            ((1 + gradient.Noise[p, r])
                * (1 + (2 * ((gradient.Correlation[p, r] * gradient.Correlation[p, r]) + gradient.Spread[p, r]) * gradient.Terms.Second
                    / gradient.Units))) - 1),
        Spread = SymmetricMatrix.Make(gradient.Points.Count,
            (p, r) => p == r
                ? 0
                : gradient.Spread[p, r] + ((1 + (gradient.Correlation[p, r] * gradient.Correlation[p, r])) / gradient.Units)),
    };

    /// <summary>Computes the backward pass through the mean over positions: each position gets the gradient divided by the number of
    /// positions.</summary>
    public static Gradient GlobalAverage(Gradient gradient, SignalState input) =>
        ToPositions(gradient, input, 1.0 / input.Positions / input.Positions, sharesDraw: true) with { Along = 1 };

    /// <summary>Computes the backward pass of flattening: the gradient of a vector becomes the gradient of an image.</summary>
    public static Gradient Flatten(Gradient gradient, SignalState input) =>
        ToPositions(gradient, input, 1, sharesDraw: false) with { Units = input.Units };

    private static double[,] Scaled(double[,] matrix, double factor) =>
        SymmetricMatrix.Make(matrix.GetLength(0), (p, r) => factor * matrix[p, r]);

    private static Gradient Unflattened(Gradient result, Gradient above, double factor, SignalState input) =>
        ToPositions(result with { Second = above.Second, Points = above.Points }, input, factor, sharesDraw: false);

    // After flattening, each position has separate weights, so the gradients at two positions are independent.
    private static Gradient ToPositions(Gradient gradient, SignalState input, double factor, bool sharesDraw)
    {
        var points = input.Points;
        var place = Enumerable.Range(0, points.Count).Select(point => PlaceOf(gradient.Points, points[point].Example, 0)).ToArray();
        bool AreRelated(int p, int r) => sharesDraw || points[p].Position == points[r].Position;
        return gradient with
        {
            Source = null,
            Second = [.. Enumerable.Range(0, input.Second.Length).Select(index => factor * gradient.Second[index / input.Positions])],
            Points = points,
            Alignment = null,
            Profile = null,
            Correlation = SymmetricMatrix.Make(points.Count,
                (p, r) => AreRelated(p, r) ? gradient.Correlation[place[p], place[r]] : 0),
            Noise = SymmetricMatrix.Pick(gradient.Noise, place),
            Spread = SymmetricMatrix.Make(points.Count, (p, r) => AreRelated(p, r) ? gradient.Spread[place[p], place[r]] : 0),
        };
    }

    private static double Likeness(HermiteSeries first, HermiteSeries second, double correlation)
    {
        var product = first.SecondMoment * second.SecondMoment;
        return product > 0 ? Math.Clamp(first.Product(second, correlation) / Math.Sqrt(product), -1, 1) : 0;
    }

    /// <summary>Returns, for each sampled input point of a window, the output point from which it gets the gradient.</summary>
    public static int[] PlacesBelow(Gradient above, KernelGeometry window, SignalState input) =>
        [.. Enumerable.Range(0, input.Points.Count)
            .Select(point => PlaceOf(above.Points, input.Points[point].Example, Nearest(window, input, input.Points[point].Position)))];

    private static int Nearest(KernelGeometry window, SignalState input, int position) =>
        (window.Vertical.Nearest(position / input.Width, input.Height) * window.Horizontal.Outputs(input.Width))
            + window.Horizontal.Nearest(position % input.Width, input.Width);

    private static int PlaceOf(PointSet points, int example, int position) =>
        (points.Examples.ToList().IndexOf(example) * points.Positions.Count) + points.NearestTo(position);
}
