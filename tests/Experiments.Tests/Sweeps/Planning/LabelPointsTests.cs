namespace Experiments.Tests.Sweeps.Planning;

public sealed class LabelPointsTests
{
    private static LabelPoints Of(params (string Policy, string Kind, string Hidden)[] runs) => new(
        [.. runs.Select(run => new Dictionary<string, string>
            { ["policy"] = run.Policy, ["model.kind"] = run.Kind, ["model.hidden"] = run.Hidden })], ["policy"]);

    [Fact]
    public void Labels_without_a_common_point_are_refused_with_their_points() => Assert.Equal(
        "no point of model.kind × model.hidden has runs of every policy (a at model.kind=mlp, model.hidden=8 and model.kind=vgg, "
            + "model.hidden=16; b at model.kind=vgg, model.hidden=32)",
        Of(("a", "mlp", "8"), ("a", "vgg", "16"), ("b", "vgg", "32")).Refusal());

    [Fact]
    public void With_shorter_names_for_the_axes_the_points_are_only_counted() => Assert.Equal(
        "no point of model has runs of every policy (a has 2, b has 1)",
        Of(("a", "mlp", "8"), ("a", "vgg", "16"), ("b", "vgg", "32")).Refusal(["model"]));

    [Fact]
    public void Labels_with_a_common_point_are_not_refused() =>
        Assert.Null(Of(("a", "mlp", "8"), ("a", "mlp", "16"), ("b", "mlp", "8")).Refusal());
}
