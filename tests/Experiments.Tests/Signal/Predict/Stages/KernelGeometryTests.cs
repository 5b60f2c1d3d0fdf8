namespace Experiments.Tests.Signal.Predict;

public sealed class KernelGeometryTests
{
    private static readonly KernelGeometry Three = new(new KernelAxis(3, 1, 1), new KernelAxis(3, 1, 1));

    [Fact]
    public void Opposite_corners_of_a_small_image_share_one_of_four_weights() =>
        Assert.Equal(1.0 / 4, Three.SharedTaps(0, 15, 4, 4), 1e-12);

    [Fact]
    public void A_corner_and_the_middle_share_the_four_weights_of_the_corner() =>
        Assert.Equal(4 / Math.Sqrt(4 * 9), Three.SharedTaps(0, 5, 4, 4), 1e-12);

    [Fact]
    public void Without_a_border_every_weight_is_shared() =>
        Assert.Equal(1, new KernelGeometry(new KernelAxis(3), new KernelAxis(3)).SharedTaps(0, 3, 4, 4), 1e-12);

    [Fact]
    public void In_a_2_by_2_image_two_positions_share_a_quarter_of_nine_weights_on_average() =>
        // A position shares 4 weights with itself, 2 with each neighbour and 1 with the opposite corner: (4 + 2 + 2 + 1) / 4.
        Assert.Equal(9.0 / 4, Three.MeanSharedTaps(2, 2), 1e-12);

    [Fact]
    public void Input_positions_used_by_different_taps_of_a_stride_share_no_weights()
    {
        // For a 2×2 kernel with stride 2, even rows use tap 0 and odd rows use tap 1.
        var window = new KernelGeometry(new KernelAxis(2, 2), new KernelAxis(2, 2));
        Assert.Equal(0, window.SharedTapsOnto(0, 1, 4, 4));
        Assert.Equal(1, window.SharedTapsOnto(0, 2, 4, 4), 1e-12);
    }
}
