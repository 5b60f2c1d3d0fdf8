namespace Experiments.Tests.Signal.Predict;

public sealed class OrthogonalLawTests
{
    // One row of an orthogonal matrix is a unit vector with a uniform direction. The product with a vector has the share cos² of the
    // vector's squared length. This share has the distribution Beta(1/2, (N − 1)/2) with relative variance 2(N − 1)/(N + 2).
    [Theory]
    [InlineData(1, 5, 2.0 * 4 / 7)]
    [InlineData(5, 5, 0)]
    [InlineData(9, 5, 0)]
    public void The_length_kept_by_the_rows_has_a_beta_distribution(int rows, int columns, double relativeVariance) =>
        Assert.Equal(relativeVariance, 2 * OrthogonalLaw.FreeShare(rows, columns) / rows, 1e-12);

    [Fact]
    public void The_kept_lengths_of_an_orthonormal_basis_have_a_constant_sum()
    {
        // The points are a complete basis. The mean squared length of their products is the same for every matrix.
        var points = new PointSet(4, [0, 1, 2, 3], 1, [0]);
        Assert.Equal(0, OrthogonalLaw.Terms(points, rows: 2, columns: 4, _ => 1, (_, _) => 0, biasVariance: 0).Second, 1e-12);
        // Two vectors with the same direction fluctuate together. Independent biases fluctuate as with any matrix.
        Assert.Equal(OrthogonalLaw.FreeShare(2, 4),
            OrthogonalLaw.Terms(points, rows: 2, columns: 4, _ => 1, (_, _) => 1, biasVariance: 0).Second, 1e-12);
        Assert.Equal(1, OrthogonalLaw.Terms(points, rows: 2, columns: 4, _ => 0, (_, _) => 0, biasVariance: 1).Second, 1e-12);
    }

    [Fact]
    public void An_isometry_keeps_the_length_of_a_gradient_for_any_part_along_the_signal()
    {
        Assert.Equal((1.0, 4.0), AlignedGradient.Linear(4, inputs: 50, orthogonalOutputs: 10));
        // The layer has 20 outputs and 5 inputs. A gradient parallel to the signal is in the 5 directions that the transpose preserves.
        // The transpose preserves only 5/20 of a random gradient, so the factor is 4.
        var (factor, along) = AlignedGradient.Linear(20, inputs: 5, orthogonalOutputs: 20);
        Assert.Equal(4, factor, 1e-12);
        Assert.Equal(5, along, 1e-12);
        Assert.Equal(1, AlignedGradient.Linear(1, inputs: 5, orthogonalOutputs: 20).Factor, 1e-12);
    }

    [Fact]
    public void The_transpose_of_a_window_finds_the_outputs_that_use_an_input()
    {
        // The kernel has three taps, stride 2 and padding 1. Input 2 is the middle tap of output 1. Input 1 is the last tap of output 0 and
        // the first tap of output 1.
        var window = new KernelGeometry(new KernelAxis(1), new KernelAxis(3, 2, 1));
        Assert.Equal([-1, 1, -1], window.PlacesOnto(2, inputWidth: 4, outputHeight: 1, outputWidth: 2));
        Assert.Equal([1, -1, 0], window.PlacesOnto(1, inputWidth: 4, outputHeight: 1, outputWidth: 2));
        Assert.Equal(2, window.Middle.Horizontal.Outputs(4));
        Assert.Equal([2], window.Middle.Horizontal.Places(1));
    }
}
