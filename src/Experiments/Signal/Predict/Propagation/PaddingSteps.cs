namespace Experiments.Signal.Predict;

/// <summary>Computes the forward pass of a signal and the backward pass of a gradient through a shortcut without weights. Moments are
/// averages over the original channels and the added channels of zeros.</summary>
internal static class PaddingSteps
{
    /// <summary>Computes the forward pass. The moments over all channels are the moments of the original channels times the share of these
    /// channels.</summary>
    public static SignalState Forward(SignalState signal, PaddingStage stage)
    {
        var input = ForwardSteps.AbsorbSample(signal);
        var window = stage.Window;
        var (height, width) = (window.Vertical.Outputs(input.Height), window.Horizontal.Outputs(input.Width));
        var share = stage.Inputs / (double)stage.Outputs;
        var second = ForwardSteps.PerExample(input.Second, input.Positions, map => window.Sum(map.Span, input.Height, input.Width))
            .Select(value => share * value).ToArray();
        var (points, from) = ForwardSteps.MovedPoints(input, window, height, width);
        var shapes = from.Select(p => RawMoments.At(input, p).Or(share, 0)).ToList();
        return input with
        {
            Units = stage.Outputs,
            Height = height,
            Width = width,
            Second = second,
            Points = points,
            Kernel = input.Correlated(second, points, from),
            Noise = SymmetricMatrix.Pick(input.Noise, from),
            CentredNoise = SymmetricMatrix.Pick(input.CentredNoise, from),
            Spread = SymmetricMatrix.Pick(input.Spread, from),
            Response = input.Response.Then(from, _ => 1),
            Skewness = shapes.Average(shape => shape.Skewness),
            ExcessKurtosis = shapes.Average(shape => shape.ExcessKurtosis),
            MeanOf = moment => share * input.MeanOf(moment / share),
            Classes = input.Classes.BesideZeros(share),
            Source = null,
            Inputs = null,
            IsOrthogonal = false,
            FreeDirections = null,
            Sample = null,
            Before = null,
        };
    }

    /// <summary>Computes the backward pass. The original channels get their part of the gradient at the kept positions, and 0 at the
    /// skipped positions.</summary>
    public static Gradient Backward(Gradient gradient, PaddingStage stage, SignalState input)
    {
        var above = BackwardSteps.AbsorbSample(gradient);
        var window = stage.Window;
        var positions = above.Second.Length / (input.Second.Length / input.Positions);
        var place = BackwardSteps.PlacesBelow(above, window, input);
        var (own, classes) = ClassGradients.Below(above.Classes, input.Classes);
        return above with
        {
            Source = null,
            Units = input.Units,
            Second = [.. Enumerable.Range(0, above.Second.Length / positions)
                .SelectMany(example => window.SumBack(above.Second.AsSpan(example * positions, positions), input.Height, input.Width))
                .Select(sum => own * sum)],
            Classes = classes,
            Profile = null,
            Points = input.Points,
            Alignment = null,
            Correlation = SymmetricMatrix.Pick(above.Correlation, place),
            Noise = SymmetricMatrix.Pick(above.Noise, place),
            Spread = SymmetricMatrix.Pick(above.Spread, place),
        };
    }
}
