namespace Experiments.Tests.Models;

public sealed class ConvolutionProofTests
{
    [Fact]
    public void The_first_layer_that_comes_out_wrong_is_named_with_what_to_do()
    {
        using var model = Sequential(Conv2d(3, 24, 3), ReLU(), Conv2d(24, 24, 3), ReLU(), Conv2d(24, 8, 3));

        var refusal = Assert.Throws<MissingException>(
            () => ConvolutionProof.Check(model, withGradient: true, (shape, _) => shape.Weight[1] == 24 ? 0.4 : 1e-7));

        Assert.Equal(
            "The convolutions of '2', weight [24, 24, 3, 3], are wrong on this processor in float32 (40% off). " +
            (OneDnn.IsOff
                ? "Use precision float64 or a GPU, or another libtorch (--torch)."
                : "Set EXPERIMENTS_ONEDNN=off in the environment, or use precision float64 or a GPU."),
            refusal.Message);
        Assert.Contains("in float32 (not a number).",
            Assert.Throws<MissingException>(() => ConvolutionProof.Check(model, withGradient: true, (_, _) => double.NaN)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_in_float64_or_no_convolution_over_images_is_not_looked_at()
    {
        using var model = Sequential(Conv2d(3, 4, 3), Conv2d(4, 4, 3));
        using var others = Sequential(Linear(3, 4), Conv1d(4, 4, 3), BatchNorm2d(4));
        double Refused(ConvolutionShape shape, bool withGradient) => throw new InvalidOperationException(shape.Key);

        model.to(ScalarType.Float64);
        ConvolutionProof.Check(model, withGradient: true, Refused);
        ConvolutionProof.Check(others, withGradient: true, Refused);
        model.to(ScalarType.Float32);
        Assert.Throws<InvalidOperationException>(() => ConvolutionProof.Check(model, withGradient: true, Refused));
    }

    [Fact]
    public void Gradients_are_looked_at_behind_the_first_layer_and_where_some_are_computed()
    {
        using var model = Sequential(Conv2d(3, 4, 3), Conv2d(4, 6, (1, 3), stride: (2, 1), dilation: (1, 2), groups: 2),
            new StandardizedConv2d(6, 8, 3, 2, 1, true));
        var seen = new List<(string, bool)>();
        double Right(ConvolutionShape shape, bool withGradient)
        {
            seen.Add((shape.Key, withGradient));
            return 0;
        }

        ConvolutionProof.Check(model, withGradient: true, Right);
        ConvolutionProof.Check(model, withGradient: false, Right);

        (string Shape, bool)[] forward = [("4,3,3,3 / 1,1 / 1,1 / 1", false), ("6,2,1,3 / 2,1 / 1,2 / 2", false),
            ("8,6,3,3 / 2,2 / 1,1 / 1", false)];
        Assert.Equal([forward[0], (forward[1].Shape, true), (forward[2].Shape, true), .. forward], seen);
    }

    [Fact]
    public void It_leaves_the_random_generators_alone()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(Conv2d(7, 9, 3), ReLU(), Conv2d(9, 11, 3));
        manual_seed(3);
        var expected = randn(4).data<float>().ToArray();
        manual_seed(3);
        ConvolutionProof.Check(model);

        Assert.Equal(expected, randn(4).data<float>().ToArray());
    }

    // If oneDNN gives wrong results on this machine, it was switched off when this process started.
    [Fact]
    public void Convolutions_of_many_kinds_come_out_right_in_this_process() =>
        Assert.InRange(ConvolutionError.OfManyKinds(), 0, ConvolutionError.Tolerance);

    [Fact]
    public void A_network_is_warned_of_where_oneDNN_is_off_and_it_convolves()
    {
        using var network = Sequential(Conv2d(3, 4, 3));
        using var other = Linear(3, 4);
        Assert.Equal(OneDnn.IsOff, ConvolutionProof.Warning(network) is not null);
        Assert.Null(ConvolutionProof.Warning(other));
        if (OneDnn.IsOff && !CpuCaches.AreReported && Environment.GetEnvironmentVariable(OneDnn.Variable) is null)
            Assert.Contains("CPUID reports no cache sizes", ConvolutionProof.Warning(network)!, StringComparison.Ordinal);
    }
}
