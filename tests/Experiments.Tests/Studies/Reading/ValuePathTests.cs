namespace Experiments.Tests.Studies.Reading;

public class ValuePathTests
{
    [Fact]
    public void A_path_has_measurement_label_layer_and_quantity() => Assert.Equal(
        new ValuePath("signal", "xavier_normal", "-1", "pre_activation_var", ValueSource.Measured),
        ValuePath.Parse("signal/xavier_normal/-1/pre_activation_var"));

    [Fact]
    public void A_label_may_contain_slashes() => Assert.Equal(
        new ValuePath("signal", "normal std=2/sqrt(fan_in)", "max", "symmetry", ValueSource.Measured),
        ValuePath.Parse("signal/normal std=2/sqrt(fan_in)/max/symmetry"));

    [Theory]
    [InlineData("train/zeros/test.accuracy", "zeros", "test.accuracy", ValueSource.Measured)]
    [InlineData("train/zeros/initial.test.loss", "zeros", "test.loss", ValueSource.Initial)]
    [InlineData("field/chi_1", "", "chi_1", ValueSource.Measured)]
    internal void A_metric_has_no_layer(string path, string label, string quantity, ValueSource source)
    {
        var parsed = ValuePath.Parse(path);
        Assert.Equal((label, null, quantity, source), (parsed.Label, parsed.Layer, parsed.Quantity, parsed.Source));
    }

    [Fact]
    public void A_prediction_has_a_prefix() =>
        Assert.Equal(ValueSource.Predicted, ValuePath.Parse("signal/a/3/predicted.pre_activation_var").Source);

    [Theory]
    [InlineData("signal")]
    [InlineData("signal//1/symmetry")]
    public void A_path_with_too_few_or_empty_parts_is_refused(string path) =>
        Assert.Throws<FormatException>(() => ValuePath.Parse(path));
}
