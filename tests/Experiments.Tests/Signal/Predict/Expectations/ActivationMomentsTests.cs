namespace Experiments.Tests.Signal.Predict;

/// <summary>Compares expectations with closed forms, changes of variables and difference quotients.</summary>
public sealed class ActivationMomentsTests
{
    public static TheoryData<ActivationOptions> Activations =>
        [.. ActivationRegistry.Instance.Rows.Select(row => (ActivationOptions)Activator.CreateInstance(row.OptionsType)!)];

    [Theory]
    [InlineData(0.3, 0.0)]
    [InlineData(1.0, 0.5)]
    [InlineData(7.0, -2.0)]
    [InlineData(1e-12, 0.0)]
    [InlineData(1e14, 0.0)]
    public void ReLU_has_its_closed_forms_at_any_mean_and_variance(double q, double mean)
    {
        var std = Math.Sqrt(q);
        var density = Math.Exp(-mean * mean / (2 * q)) / Math.Sqrt(2 * Math.PI);
        var above = (1 + MathNet.Numerics.SpecialFunctions.Erf(mean / std / Math.Sqrt(2))) / 2;
        var moments = new ActivationMoments(new ReluActivation());
        Near((mean * above) + (std * density), moments.Mean(q, mean), std);
        Near((((mean * mean) + q) * above) + (mean * std * density), moments.SecondMoment(q, mean), q);
        Near(above, moments.SlopeSecondMoment(q, mean), 1);
    }

    [Theory]
    [InlineData(1e-4)]
    [InlineData(1.0)]
    [InlineData(1e8)]
    [InlineData(1e16)]
    public void A_saturating_function_keeps_its_digits_at_large_variances(double q)
    {
        // The expected value follows from tanh² = 1 − sech² and, for large σ, E sech²(σz) = 2/(σ√2π) (1 − π²/24σ² + …).
        var moments = new ActivationMoments(new TanhActivation());
        var needle = 2 / Math.Sqrt(2 * Math.PI * q) * (1 - (Math.PI * Math.PI / 24 / q));
        if (q > 1e6)
            Near(1 - needle, moments.SecondMoment(q), 1);
        else
            Near(1 - Quadrature(x => Math.Pow(Math.Cosh(x), -2), q), moments.SecondMoment(q), 1);
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void The_slope_of_the_second_moment_equals_the_difference_quotient(ActivationOptions activation)
    {
        var moments = new ActivationMoments(activation);
        foreach (var q in new[] { 0.1, 1, 10 })
        {
            var difference = (moments.SecondMoment(q * 1.0001) - moments.SecondMoment(q * 0.9999)) / (0.0002 * q);
            Assert.Equal(difference, moments.SecondMomentSlope(q), 1e-6 * Math.Max(1, Math.Abs(difference)));
            Assert.Equal(moments.SecondMomentSlope(q), moments.SlopeSecondMoment(q) + moments.Curvature(q), 1e-12);
        }
    }

    // For a function that is 0 at 0, ∂/∂q E φ² at 0 is the mean of the squared slopes on both sides.
    [Theory]
    [InlineData("softsign", 1)]
    [InlineData("elu", 1)]
    [InlineData("celu", 1)]
    [InlineData("tanh", 1)]
    [InlineData("relu", 0.5)]
    public void At_length_0_slopes_equal_their_limits(string name, double slope)
    {
        var moments = new ActivationMoments(
            (ActivationOptions)Activator.CreateInstance(ActivationRegistry.Instance.Rows.Single(row => row.Name == name).OptionsType)!);
        Assert.Equal(slope, moments.SecondMomentSlope(0), 1e-7);
        Assert.Equal(slope, moments.SlopeSecondMoment(0), 1e-12);
        Assert.Equal(0, moments.Curvature(0), 1e-7);
    }

    [Fact]
    public void Curvature_equals_that_of_the_second_derivative_if_there_is_one()
    {
        double SecondDerivative(double x) => -2 * Math.Tanh(x) * (1 - (Math.Tanh(x) * Math.Tanh(x)));
        Assert.Equal(Quadrature(x => Math.Tanh(x) * SecondDerivative(x), 1.3),
            new ActivationMoments(new TanhActivation()).Curvature(1.3), 1e-9);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(-0.8)]
    [InlineData(0.99)]
    [InlineData(0.999999)]
    [InlineData(1.0)]
    [InlineData(-1.0)]
    public void Products_with_ReLU_are_the_arc_cosine_kernels(double correlation)
    {
        // The formulas for degree 1 and degree 0 are from Cho and Saul, Kernel methods for deep learning, 2009.
        var angle = Math.Acos(correlation);
        var moments = new ActivationMoments(new ReluActivation());
        Near((Math.Sin(angle) + ((Math.PI - angle) * correlation)) / (2 * Math.PI) * Math.Sqrt(2 * 5), moments.Product(2, 5, correlation),
            Math.Sqrt(10));
        Near((Math.PI - angle) / (2 * Math.PI), moments.SlopeProduct(2, 5, correlation), 1);
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void Products_are_products_of_means_at_correlation_0_and_second_moments_at_1(ActivationOptions activation)
    {
        var moments = new ActivationMoments(activation);
        Near(moments.Mean(2) * moments.Mean(0.5), moments.Product(2, 0.5, 0), 1);
        Near(moments.SecondMoment(2), moments.Product(2, 2, 1), 1);
        Near(moments.SlopeSecondMoment(2), moments.SlopeProduct(2, 2, 1), 1);
        // The product is continuous at correlation 1. If the derivative jumps, the difference is proportional to the square root of the
        // distance from 1.
        Assert.InRange(Math.Abs(moments.SlopeProduct(2, 2, 1 - 1e-8) - moments.SlopeSecondMoment(2)), 0, 1e-4);
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.1, 1.0)]
    [InlineData(0.1, 100.0)]
    public void Both_gains_of_a_rectifier_equal_those_of_He_at_any_length(double slope, double q)
    {
        var activation = new LeakyReluActivation { Slope = slope };
        Assert.Equal(Gains.Calculate("leaky_relu", slope), DerivedGain.Forward(activation, q), 1e-10);
        Assert.Equal(Gains.Calculate("leaky_relu", slope), DerivedGain.Backward(activation, q), 1e-10);
    }

    [Fact]
    public void The_gains_of_tanh_and_SELU_differ_by_direction()
    {
        Assert.Equal(1 / Math.Sqrt(0.394294490398), DerivedGain.Forward(new TanhActivation()), 1e-9);
        Assert.Equal(1 / Math.Sqrt(0.464402902448), DerivedGain.Backward(new TanhActivation()), 1e-9);
        Assert.Equal(1, DerivedGain.Forward(new SeluActivation()), 1e-9);
        Assert.Equal(1 / Math.Sqrt(1.071574992456), DerivedGain.Backward(new SeluActivation()), 1e-9);
    }

    private static void Near(double expected, double actual, double scale) => Assert.InRange((actual - expected) / scale, -1e-9, 1e-9);

    // Integrates by Simpson's rule on a fine uniform grid. This rule is slow, but independent of the split at the kinks.
    private static double Quadrature(Func<double, double> function, double q)
    {
        const int halves = 20_000;
        var sum = 0.0;
        for (var i = 0; i <= 2 * halves; i++)
        {
            var z = -12 + (12.0 * i / halves);
            sum += (i is 0 or 2 * halves ? 1 : 2 + (2 * (i % 2))) * function(z * Math.Sqrt(q)) * Math.Exp(-z * z / 2);
        }
        return sum * 12.0 / halves / 3 / Math.Sqrt(2 * Math.PI);
    }
}
