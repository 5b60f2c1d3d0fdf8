namespace Experiments.Signal.Predict;

/// <summary>Computes the forward pass of a signal through dropout, and the backward pass of a gradient through the same masks.</summary>
internal static class DropoutSteps
{
    /// <summary>Computes the forward pass: <c>E x'² = (1 − p) E (Scale x + Shift)² + p (Dropped + Shift)²</c>. The masks of two examples
    /// are independent, so dropout multiplies the covariance of two examples by a constant.</summary>
    public static SignalState Forward(SignalState signal, DropoutStage stage)
    {
        var input = ForwardSteps.AbsorbSample(signal);
        var (kept, constant) = (1 - stage.Probability, stage.Dropped + stage.Shift);
        double Mean(double mean) => (kept * ((stage.Scale * mean) + stage.Shift)) + (stage.Probability * constant);
        double Second(double second, double mean) =>
            (kept * ((stage.Scale * stage.Scale * second) + (2 * stage.Scale * stage.Shift * mean) + (stage.Shift * stage.Shift)))
                + (stage.Probability * constant * constant);
        double Cross(double product, double first, double other) =>
            (stage.Scale * stage.Scale * product) + (stage.Scale * stage.Shift * (first + other)) + (stage.Shift * stage.Shift);

        var points = input.Points;
        var second = input.Second.Select(value => Second(value, input.MeanOf(value))).ToArray();
        double Kernel(int p, int r)
        {
            var (first, other) = (input.MeanAt(p), input.MeanAt(r));
            var product = Cross(input.Kernel[p, r], first, other);
            if (p == r)
                return second[points.InMap(p)];
            if (SharesMask(stage, points, p, r))
                return (kept * product) + (stage.Probability * constant * constant);
            return (kept * kept * product) + (kept * stage.Probability * constant * ((stage.Scale * (first + other)) + (2 * stage.Shift)))
                + (stage.Probability * stage.Probability * constant * constant);
        }

        var shapes = Enumerable.Range(0, points.Count).Select(p => RawMoments.At(input, p)).ToList();
        var after = shapes.Select(shape => shape.Affine(stage.Scale, stage.Shift).Or(kept, constant)).ToList();
        var ofMask = shapes.Select(
            (shape, p) => OfMask(shape.Affine(stage.Scale, stage.Shift), after[p], kept, constant) / input.Units).ToArray();
        // The mean as a function of the second moment is known at the sampled points. Between these points, the code assumes a mean
        // proportional to √(E x'²).
        var ratio = Enumerable.Range(0, points.Count)
            .Average(p => after[p].Second > 0 ? Mean(input.MeanAt(p)) / Math.Sqrt(after[p].Second) : 0);
        double OfMasks(int p, int r) => p == r || SharesMask(stage, points, p, r) ? Math.Sqrt(ofMask[p] * ofMask[r]) : 0;
        return input with
        {
            Second = second,
            Kernel = SymmetricMatrix.Make(points.Count, Kernel),
            Noise = SymmetricMatrix.Make(points.Count, (p, r) => input.Noise[p, r] + OfMasks(p, r)),
            CentredNoise = SymmetricMatrix.Make(points.Count, (p, r) => input.CentredNoise[p, r] + OfMasks(p, r)),
            Spread = SymmetricMatrix.Make(points.Count,
                (p, r) => p == r ? 0 : input.Spread[p, r] + (SharesMask(stage, points, p, r) ? 0 : (1 - (kept * kept)) / input.Units)),
            Skewness = after.Average(shape => shape.Skewness),
            ExcessKurtosis = after.Average(shape => shape.ExcessKurtosis),
            MeanOf = moment => ratio * Math.Sqrt(moment),
            Inputs = null,
            IsOrthogonal = false,
            FreeDirections = null,
            Sample = null,
            Before = null,
        };
    }

    /// <summary>Computes the backward pass: <c>E g² ← (1 − p) Scale² E g²</c>. A product of two values with different masks gets the factor
    /// (1 − p)² Scale².</summary>
    public static Gradient Backward(Gradient gradient, DropoutStage stage)
    {
        var above = BackwardSteps.AbsorbSample(gradient);
        var (points, kept) = (above.Points, 1 - stage.Probability);
        var ofMask = kept > 0 ? 3 * stage.Probability / kept / above.Units : 0;
        // The part of the gradient parallel to the signal is nonzero only at the kept values.
        var aligned = stage.Dropped == 0 && kept > 0
            ? Math.Max(0, 1 + ((above.Along - 1) * ((1 / kept) - 1) / (above.Units * (double)above.Points.AllPositions)))
            : 1;
        return above with
        {
            Source = null,
            Profile = null,
            Second = [.. above.Second.Select(second => aligned * kept * stage.Scale * stage.Scale * second)],
            Alignment = null,
            Correlation = SymmetricMatrix.Make(points.Count,
                (p, r) => p == r || SharesMask(stage, points, p, r) ? above.Correlation[p, r] : kept * above.Correlation[p, r]),
            Noise = SymmetricMatrix.Make(points.Count,
                (p, r) => above.Noise[p, r] + (p == r || SharesMask(stage, points, p, r) ? ofMask : 0)),
        };
    }

    private static bool SharesMask(DropoutStage stage, PointSet points, int p, int r) =>
        stage.WholeChannels && points[p].Example == points[r].Example;

    // Relative variance of x'² of one unit over random masks: E x'⁴ minus the square of the mean over masks.
    private static double OfMask(RawMoments scaled, RawMoments after, double kept, double constant)
    {
        var (square, dropped) = (constant * constant, 1 - kept);
        var known = (kept * kept * scaled.Fourth) + (2 * kept * dropped * square * scaled.Second) + (dropped * dropped * square * square);
        return after.Second > 0 ? Math.Max(0, after.Fourth - known) / (after.Second * after.Second) : 0;
    }
}
