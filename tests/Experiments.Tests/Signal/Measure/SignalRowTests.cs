namespace Experiments.Tests.Runs;

public sealed class SignalRowTests
{
    // All numbers are different, so that the test fails if two names are exchanged.
    private static readonly LayerSignal s_signal = new(
        "features.0", 3, "conv", new Moments(1, 2, 3), new Moments(4, 5, 6), new Moments(7, 8, 9), new Moments(10, 121, 12), 13, 14)
    {
        DeadShare = 0.15, SaturatedShare = 0.16, Symmetry = 0.17, InputCorrelation = 0.175, UpdateRatio = 0.18,
        LargestSingularValue = 19,
        Histograms = new LayerHistograms(new Histogram(20, 21, [22]), new Histogram(23, 24, [25]), new Histogram(26, 27, [28]),
            new Histogram(29, 30, [31]), new Histogram(32, 33, [34, 35])),
    };

    [Fact]
    public void Each_number_has_its_own_name() => Assert.Equal(
        """
        {"step":36,"layer":"features.0","depth":3,"kind":"conv","pre_activation_mean":1,"pre_activation_var":2,"pre_activation_second_moment":3,"activation_mean":4,"activation_var":5,"activation_second_moment":6,"dead_share":0.15,"saturated_share":0.16,"symmetry":0.17,"pre_activation_grad_var":8,"weight_mean":10,"weight_std":11,"weight_norm":13,"weight_grad_norm":14,"update_ratio":0.18,"input_correlation":0.175,"weight_singular_value":19,"histograms":{"pre_activation":{"min":20,"max":21,"counts":[22]},"activation":{"min":23,"max":24,"counts":[25]},"pre_activation_grad":{"min":26,"max":27,"counts":[28]},"weight":{"min":29,"max":30,"counts":[31]},"weight_grad":{"min":32,"max":33,"counts":[34,35]}}}
        """.Trim(),
        JsonText.Line(SignalRow.ToJson(36, s_signal)));

    [Fact]
    public void The_columns_of_a_probe_equal_the_numbers_of_the_lines()
    {
        var line = SignalRow.ToJson(0, s_signal);
        Assert.All(ProbeColumn.All, column => Assert.Equal(line[column.Name]!.GetValue<double>(), column.Number(s_signal)!.Value));
        // A line also has the layer and step, the update ratio (which an untrained network does not have) and histograms.
        Assert.Equal(line.Select(entry => entry.Key).Except(["step", "layer", "depth", "kind", "update_ratio", "histograms"])
            .Order(StringComparer.Ordinal), ProbeColumn.All.Select(column => column.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_missing_number_of_a_layer_is_null_or_left_out()
    {
        var line = SignalRow.ToJson(1,
            s_signal with { Activation = null, DeadShare = null, SaturatedShare = null, Symmetry = null, InputCorrelation = null,
                UpdateRatio = null, LargestSingularValue = null, Histograms = null });
        Assert.All(["activation_mean", "activation_var", "activation_second_moment", "dead_share", "saturated_share", "symmetry",
            "update_ratio"], key => Assert.True(line.ContainsKey(key) && line[key] is null, key));
        Assert.False(line.ContainsKey("input_correlation") || line.ContainsKey("weight_singular_value") || line.ContainsKey("histograms"));
    }
}
