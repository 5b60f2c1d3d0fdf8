using Experiments.Tests.Initialization;

namespace Experiments.Tests.Signal.Predict;

public sealed class FixupPathTests
{
    private static readonly ResNet Bare = new() { Depth = 8, Width = 2, Normalization = "none", FixupScalars = true,
        Shortcut = "projection" };

    [Fact]
    public void The_scalars_of_Fixup_change_nothing_before_training()
    {
        Assert.Empty(RestartsIn(Bare, """{ "weight": { "scheme": "fixup" } }"""));
        Assert.Equal(
            Describe(Path(Bare with { FixupScalars = false }, """{ "weight": { "scheme": "fixup" } }""").Stages),
            Describe(Path(Bare, """{ "weight": { "scheme": "fixup" } }""").Stages));
    }

    [Fact]
    public void A_scalar_set_by_a_rule_is_not_ignored() =>
        Assert.NotEmpty(RestartsIn(Bare,
            """{ "weight": { "scheme": "fixup" }, "rules": [ { "match": "*.bias1a", "kind": "other", "bias": """
                + """{ "scheme": "constant", "val": 3 } } ] }"""));

    private static IEnumerable<RestartStage> RestartsIn(ModelOptions options, string init) =>
        Flat(Path(options, init).Stages).OfType<RestartStage>();

    private static NetworkPath Path(ModelOptions options, string init)
    {
        using var model = options.Build(new ModelShape([1, 8, 8], 3));
        return NetworkPath.Of(model, Initializer.Plan(Layers.Of(model), InitConfig.Read(init)));
    }

    private static IEnumerable<string> Describe(IEnumerable<Stage> stages) =>
        Flat(stages).Select(stage => stage is WeightedStage weighted ? weighted.Layer : stage.GetType().Name);

    private static IEnumerable<Stage> Flat(IEnumerable<Stage> stages) =>
        stages.SelectMany(stage => stage is ResidualStage residual
            ? [.. Flat(residual.Shortcut), .. Flat(residual.Branch), residual]
            : new[] { stage });
}
