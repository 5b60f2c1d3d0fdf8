namespace Experiments.Tests.Figures;

public sealed class TicksTests
{
    [Theory]
    [InlineData(0, 10, 5, "0 2 4 6 8 10")]
    [InlineData(-1, 1, 4, "−1.0 −0.5 0 0.5 1.0")]
    [InlineData(91.2, 93.9, 5, "91.5 92.0 92.5 93.0 93.5")]
    [InlineData(-3.2, 3.2, 2, "−2 0 2")]
    [InlineData(-4.6e-3, 4.6e-3, 2, "−0.004 0 0.004")]
    [InlineData(0, 0.37, 4, "0 0.1 0.2 0.3")]
    [InlineData(0, 3e-7, 3, "0 10⁻⁷ 2×10⁻⁷ 3×10⁻⁷")]
    [InlineData(0, 2.5e6, 5, "0 5×10⁵ 1.0×10⁶ 1.5×10⁶ 2.0×10⁶ 2.5×10⁶")]
    public void Linear_axes_have_round_numbers(double min, double max, int wanted, string expected) =>
        Assert.Equal(expected, string.Join(' ', Ticks.Linear(min, max, wanted).Select(tick => tick.Text)));

    [Theory]
    [InlineData(1e-3, 1e2, 8, "0.001 0.01 0.1 1 10 100")]
    [InlineData(1e-20, 1e10, 6, "10⁻²⁰ 10⁻¹⁵ 10⁻¹⁰ 10⁻⁵ 1 10⁵ 10¹⁰")]
    [InlineData(0.8, 12, 5, "1 2 5 10")]
    [InlineData(0.9, 1.2, 3, "0.9 1.0 1.1 1.2")]
    public void Logarithmic_axes_have_powers_of_ten_and_between_few_of_them_2_and_5(double min, double max, int wanted, string expected) =>
        Assert.Equal(expected, string.Join(' ', Ticks.Log(min, max, wanted).Select(tick => tick.Text)));

    [Fact]
    public void Whole_axes_have_whole_numbers() =>
        Assert.Equal("0 1 2", string.Join(' ', Ticks.Linear(0, 2, 10, isWhole: true).Select(tick => tick.Text)));

    [Fact]
    public void A_range_that_is_a_single_number_up_to_rounding_is_widened()
    {
        const double Number = 2.2e-5;
        foreach (var kind in new[] { AxisKind.Log, AxisKind.Linear })
        {
            var scale = new Scale(new Axis("x", kind), [Number, Math.BitIncrement(Number)], isFlush: false);
            Assert.True(scale.Max > 1.05 * scale.Min);
            Assert.InRange(scale.Ticks(5).Count, 1, 8);
        }
    }

    [Fact]
    public void An_axis_without_length_is_refused() => Assert.Throws<ArgumentException>(() => Ticks.Linear(1, 1, 5));
}
