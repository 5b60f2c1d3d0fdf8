using Experiments.Models;

namespace Experiments.Theory;

/// <summary>What each kind of stage does to a gradient on its way back; each mirrors its namesake in <see cref="ForwardSteps"/>.</summary>
internal static class BackwardSteps
{
    /// <summary>A linear layer or convolution: <c>E g² ← Var(W) · outputs · Σ over the outputs that a position reaches of E g²</c>.</summary>
    public static Gradient Weighted(Gradient gradient, WeightedStage stage, Signal input)
    {
        var above = AbsorbSample(gradient);
        var factor = stage.Weight.Std * stage.Weight.Std * stage.Outputs / stage.Groups;
        var points = input.Points;
        var flattens = stage.Window is null && input.Positions > 1;
        var fanOut = stage.Outputs * (double)(stage.Window?.Area ?? 1);
        var inputs = input.Units * (flattens ? input.Positions : 1);
        var result = above with
        {
            Units = input.Units,
            Points = points,
            IsFresh = true,
            Terms = stage.Weight.IsOrthogonal ? new NoiseTerms(1, Math.Max(0, 1 - (inputs / fanOut))) : NoiseTerms.All,
        };
        if (flattens)
            return Unflattened(result, above, factor, input);
        if (stage.Window is not { } window)
            return result with { Second = [.. above.Second.Select(second => factor * second)] };

        var positions = above.Second.Length / (input.Second.Length / input.Positions);
        var place = Enumerable.Range(0, points.Count).Select(point => PlaceOf(above.Points, points[point].Example, Nearest(window, input, points[point].Position))).ToArray();
        return result with
        {
            Second = [.. Enumerable.Range(0, above.Second.Length / positions)
                .SelectMany(example => window.SumBack(above.Second.AsSpan(example * positions, positions), input.Height, input.Width)).Select(sum => factor * sum)],
            Correlation = Pairs.Pick(above.Correlation, place),
            Noise = Pairs.Pick(above.Noise, place),
            Spread = Scaled(Pairs.Pick(above.Spread, place), 1.0 / window.Area),
        };
    }

    /// <summary>An activation: <c>E g² ← E g² · E φ'(z)²</c>.</summary>
    public static Gradient Activation(Gradient gradient, ActivationOptions activation, Signal input)
    {
        var table = new MomentTable(x => activation.Derivative(x) * activation.Derivative(x), activation.Kinks, input.MeanOf, input.ExcessKurtosis);
        var slopes = PooledMoments.SeriesAt(input, activation.Derivative, activation.Kinks);
        var squares = PooledMoments.SeriesAt(input, x => activation.Derivative(x) * activation.Derivative(x), activation.Kinks);
        var alike = input.Correlations();
        double Noise(int p, int r)
        {
            var product = squares[p].Mean * squares[r].Mean;
            if (product <= 0)
                return 0;
            var correlation = gradient.Correlation[p, r];
            var ofGradient = gradient.IsFresh ? 2 * ((correlation * correlation) + gradient.Spread[p, r]) * gradient.Terms.Second : 0;
            var ofSlopes = squares[p].Covariance(squares[r], alike[p, r], input.Terms) / product;
            var ofSample = ((1 + ofGradient) * (1 + ofSlopes)) - 1;
            var inherited = input.Noise[p, r] * squares[p].LogVarianceSlope * squares[r].LogVarianceSlope / product;
            return ((1 + gradient.Noise[p, r]) * (1 + (ofSample / gradient.Units))) - 1 + inherited;
        }

        double Spread(int p, int r)
        {
            var product = squares[p].Mean * squares[r].Mean;
            if (p == r || product <= 0)
                return 0;
            var (correlation, likeness) = (gradient.Correlation[p, r], Likeness(slopes[p], slopes[r], alike[p, r]));
            var square = squares[p].Product(squares[r], alike[p, r]) / product * (gradient.IsFresh ? 1 + (2 * correlation * correlation) : correlation * correlation);
            return (likeness * likeness * gradient.Spread[p, r]) + (Math.Max(0, square - Math.Pow(correlation * likeness, 2)) / gradient.Units);
        }

        return gradient with
        {
            Second = [.. gradient.Second.Select((second, index) => second * table.At(input.Second[index]))],
            Correlation = Pairs.Make(slopes.Length, (p, r) => gradient.Correlation[p, r] * Likeness(slopes[p], slopes[r], p == r ? 1 : alike[p, r])),
            Noise = Pairs.Make(slopes.Length, Noise),
            Spread = Pairs.Make(slopes.Length, Spread),
            IsFresh = false,
        };
    }

    /// <summary>What fluctuates since the units are so many becomes part of the noise.</summary>
    public static Gradient AbsorbSample(Gradient gradient) => !gradient.IsFresh ? gradient : gradient with
    {
        IsFresh = false,
        Noise = Pairs.Make(gradient.Points.Count, (p, r) =>
            ((1 + gradient.Noise[p, r]) * (1 + (2 * ((gradient.Correlation[p, r] * gradient.Correlation[p, r]) + gradient.Spread[p, r]) * gradient.Terms.Second / gradient.Units))) - 1),
        Spread = Pairs.Make(gradient.Points.Count, (p, r) => p == r ? 0 : gradient.Spread[p, r] + ((1 + (gradient.Correlation[p, r] * gradient.Correlation[p, r])) / gradient.Units)),
    };

    /// <summary>The mean over positions: each position gets 1 / positions of the gradient.</summary>
    public static Gradient GlobalAverage(Gradient gradient, Signal input) => ToPositions(gradient, input, 1.0 / input.Positions / input.Positions, sharesDraw: true);

    /// <summary>A vector becomes an image again.</summary>
    public static Gradient Flatten(Gradient gradient, Signal input) => ToPositions(gradient, input, 1, sharesDraw: false) with { Units = input.Units };

    /// <summary>
    /// A normalisation: <c>E g² ← scale² E g² / variance</c>, less what of the gradient lies along the constant and along the signal. Over a batch each channel is divided by its own
    /// standard deviation, and the mean of 1/s² over channels is above 1 over the mean of s²: by 1 / (1 − v) where v is the relative variance of s².
    /// </summary>
    public static Gradient Norm(Gradient gradient, NormStage stage, Signal input)
    {
        var above = AbsorbSample(gradient);
        if (!stage.OverBatch)
        {
            var lengths = Enumerable.Range(0, input.Second.Length / input.Positions)
                .Select(example => Enumerable.Range(example * input.Positions, input.Positions).Average(index => input.Second[index])).ToArray();
            var lengthNoise = ForwardSteps.AbsorbSample(input).Noise;
            return above with
            {
                Second = [.. above.Second.Select((second, index) => second * stage.Scale * stage.Scale / (lengths[index / input.Positions] + stage.Epsilon))],
                Noise = Pairs.Make(above.Points.Count, (p, r) => ((1 + above.Noise[p, r]) * (1 + lengthNoise[p, r])) - 1),
            };
        }

        var normalised = ForwardSteps.Norm(input, stage with { Scale = 1, Shift = 0, Epsilon = 0 });
        var spread = Math.Min(ForwardSteps.SpreadOfVariances(normalised), 0.7);
        double Weight(int p, int r) => above.Correlation[p, r] * Math.Sqrt(above.AtPoint(p) * above.AtPoint(r));
        var whole = Math.Max(input.Points.Average((p, _) => above.AtPoint(p)), double.Epsilon);
        var along = input.Points.Average((p, r) => Weight(p, r) * (1 + normalised.Kernel[p, r])) / whole;
        var factor = stage.Scale * stage.Scale / (ForwardSteps.BatchVariance(input) + stage.Epsilon) / (1 - spread) * Math.Clamp(1 - along, 0.1, 2);
        return above with
        {
            Second = [.. above.Second.Select(second => factor * second)],
            Noise = Pairs.Make(above.Points.Count, (p, r) => ((1 + above.Noise[p, r]) * (1 + (spread / (1 - spread) / gradient.Units))) - 1),
        };
    }

    /// <summary>The gradient before a residual connection: what comes back along the shortcut and what comes back through the branch.</summary>
    public static Gradient Sum(Gradient parting, Gradient shortcut, Gradient branch)
    {
        var points = branch.Points;
        var places = points.PlacesIn(shortcut.Points);
        var origins = points.PlacesIn(parting.Points);
        var map = branch.Second.Select((second, index) => second + shortcut.Second[index]).ToArray();
        double Share(Gradient part, int p, int r) => map[points.InMap(p)] * map[points.InMap(r)] is > 0 and var product
            ? Math.Sqrt(part.Second[points.InMap(p)] * part.Second[points.InMap(r)] / product)
            : 0;
        return branch with
        {
            Second = map,
            Correlation = Pairs.Make(points.Count, (p, r) =>
                (Share(shortcut, p, r) * shortcut.Correlation[places[p], places[r]]) + (Share(branch, p, r) * branch.Correlation[p, r])),
            Noise = Pairs.Make(points.Count, (p, r) => NoiseOfSum.Of(
                parting.Noise[origins[p], origins[r]],
                (Share(shortcut, p, r), shortcut.Noise[places[p], places[r]]),
                (Share(branch, p, r), branch.Noise[p, r]))),
            Spread = Pairs.Make(points.Count, (p, r) => Math.Max(branch.Spread[p, r], shortcut.Spread[places[p], places[r]])),
            IsFresh = true,
            Terms = NoiseTerms.All,
        };
    }

    private static double[,] Scaled(double[,] matrix, double factor) => Pairs.Make(matrix.GetLength(0), (p, r) => factor * matrix[p, r]);

    private static Gradient Unflattened(Gradient result, Gradient above, double factor, Signal input) =>
        ToPositions(result with { Second = above.Second, Points = above.Points }, input, factor, sharesDraw: false);

    // Behind a flattening each position has weights of its own: gradients at two positions are independent draws.
    private static Gradient ToPositions(Gradient gradient, Signal input, double factor, bool sharesDraw)
    {
        var points = input.Points;
        var place = Enumerable.Range(0, points.Count).Select(point => PlaceOf(gradient.Points, points[point].Example, 0)).ToArray();
        return gradient with
        {
            Second = [.. Enumerable.Range(0, input.Second.Length).Select(index => factor * gradient.Second[index / input.Positions])],
            Points = points,
            Correlation = Pairs.Make(points.Count, (p, r) => sharesDraw || points[p].Position == points[r].Position ? gradient.Correlation[place[p], place[r]] : 0),
            Noise = Pairs.Pick(gradient.Noise, place),
            Spread = Pairs.Pick(gradient.Spread, place),
        };
    }

    private static double Likeness(HermiteSeries first, HermiteSeries second, double correlation)
    {
        var product = first.SecondMoment * second.SecondMoment;
        return product > 0 ? Math.Clamp(first.Product(second, correlation) / Math.Sqrt(product), -1, 1) : 0;
    }

    private static int Nearest(Window window, Signal input, int position) =>
        (window.Vertical.Nearest(position / input.Width, input.Height) * window.Horizontal.Outputs(input.Width)) + window.Horizontal.Nearest(position % input.Width, input.Width);

    private static int PlaceOf(PointSet points, int example, int position) =>
        (points.Examples.ToList().IndexOf(example) * points.Positions.Count) + points.NearestTo(position);
}
