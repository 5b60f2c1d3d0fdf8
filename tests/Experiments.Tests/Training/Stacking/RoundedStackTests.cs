using Experiments.Tests.Runs;

namespace Experiments.Tests.Training.Stacking;

/// <summary>
/// Tests, on the CPU, the stacked layers that a stack uses on CUDA. From the same state, one update must give the same numbers as separate
/// training of each cell, within the rounding of float32.
/// </summary>
public sealed class RoundedStackTests : IDisposable
{
    // Tolerance for rounding. The sum of n float32 numbers in another order differs by about √n · 6e-8 times the size of a term, and the
    // terms of a gradient partly cancel. With a wrong formula or a wrong cell, the difference is far larger (see the tests below).
    private const double Rounding = 1e-4;

    // The first update is computed cell by cell, for the comparison. The second update is computed for all cells together.
    private const string Base = """
        {
          "name": "cells",
          "threads": 1,
          "data": { "kind": "digits", "batch_size": 32 },
          "model": { "kind": "mlp", "hidden": [24, 24] },
          "optimizer": { "kind": "sgd", "lr": 0.1, "momentum": 0.9 },
          "training": { "steps": 2, "eval_every_steps": 2 }
        }
        """;

    private const string Regression = """data={"kind":"synthetic","examples":200,"features":5,"task":"regression","batch_size":32}""";
    private const string Prices = """data={"kind":"ames","batch_size":32,"log_target":false}""";
    private const string Vgg = """model={"kind":"vgg","channels":"4 M 6 M","batch_norm":true,"hidden":[16],"dropout":0}""";
    private const string PlainVgg = """model={"kind":"vgg","channels":"4 M 6 M","batch_norm":false,"hidden":[16],"dropout":0}""";
    private const string ResNet = """model={"kind":"resnet","depth":8,"width":4}""";

    private readonly RunFixture _runs = new();

    public static TheoryData<string> Activations => [.. ActivationRegistry.Instance.Rows.Select(row => row.Name)];

    public static TheoryData<string> Optimizers => [.. OptimizerRegistry.Instance.Rows.Select(row => row.Name)];

    public static TheoryData<string> Losses => [.. LossRegistry.Instance.Rows.Select(row => row.Name)];

    public static TheoryData<string> Schedules => [.. ScheduleRegistry.Instance.Rows.Select(row => row.Name)];

    public static TheoryData<string> Models => [.. ModelRegistry.Instance.Rows.Select(row => row.Name)];

    public void Dispose() => _runs.Dispose();

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_model_agrees(string kind) => AssertAgree(kind switch
    {
        "vgg" => [Vgg],
        "resnet" => [ResNet],
        _ => [$$"""model={"kind":"{{kind}}"}"""],
    });

    [Theory]
    [MemberData(nameof(Activations))]
    public void Every_activation_agrees_after_convolutions_and_linear_layers(string kind) =>
        AssertAgree([Vgg, $$"""model.activation={"kind":"{{kind}}"}"""]);

    [Theory]
    [InlineData("""model.normalization="batch" """)]
    [InlineData("""model.normalization="layer" """)]
    [InlineData("""model.normalization="layer" """, "model.weight_standardization=true")]
    [InlineData("""model.normalization="batch" """, "model.weight_standardization=true", "model.bias=false")]
    [InlineData("model.dropout=0.3")]
    [InlineData("""model.residual="pre" """, "model.learn_branch_scale=true", "model.hidden=[24,24,24,16,16]")]
    [InlineData(PlainVgg)]
    [InlineData("""model={"kind":"vgg","channels":"4 M 6 M","batch_norm":true,"hidden":[16,12],"dropout":0}""")]
    [InlineData(Vgg, "model.weight_standardization=true")]
    [InlineData(Vgg, "model.dropout2d=0.2", "model.dropout=0.5")]
    [InlineData(Vgg, """model.activation={"kind":"prelu"}""", "training.accumulate=3")]
    [InlineData(ResNet, """model.shortcut="projection" """, "model.preactivation=true")]
    [InlineData(ResNet, "model.learn_branch_scale=true", "model.branch_scale=0.5", """model.activation={"kind":"tanh"}""")]
    [InlineData(ResNet, """model.normalization="none" """, "model.fixup_scalars=true", "optimizer.lr=0.01")]
    [InlineData(ResNet, "model.weight_standardization=true", "model.dropout=0.1")]
    public void Every_part_of_a_network_agrees(params string[] sets) => AssertAgree(sets);

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Every_optimizer_agrees(string kind) => AssertAgree([PlainVgg, $$"""optimizer={"kind":"{{kind}}","lr":0.01}"""]);

    [Theory]
    [MemberData(nameof(Losses))]
    public void Every_loss_agrees(string kind) => AssertAgree(kind switch
    {
        "cross_entropy" => [Vgg, """loss={"kind":"cross_entropy","label_smoothing":0.1}"""],
        // The loss rmse_log needs positive targets, such as prices.
        "rmse_log" => [Prices, """loss={"kind":"rmse_log"}""", """model.normalization="batch" """],
        _ => [Regression, $$"""loss={"kind":"{{kind}}"}""", """model.normalization="batch" """],
    });

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Every_schedule_agrees(string kind) => AssertAgree([PlainVgg, kind switch
    {
        "exponential" => """schedule={"kind":"exponential","gamma":0.5,"warmup_steps":1}""",
        "step" => """schedule={"kind":"step","step_size":1,"unit":"steps"}""",
        "multi_step" => """schedule={"kind":"multi_step","milestones":[1],"unit":"steps"}""",
        "cosine_restarts" => """schedule={"kind":"cosine_restarts","t_0":2,"unit":"steps"}""",
        _ => $$"""schedule={"kind":"{{kind}}","warmup_steps":1}""",
    }]);

    // The tolerance must be small enough to detect a result that is only nearly correct.
    [Theory]
    [InlineData("optimizer.lr=0.101")]
    [InlineData("optimizer.momentum=0.89")]
    [InlineData("optimizer.weight_decay=0.01")]
    public void A_nearly_right_update_does_not_agree(string change)
    {
        var alone = TrainedCells.Alone(_runs, Base, [Vgg, "seed=1"], [Vgg, "seed=2"]);
        var together = TrainedCells.Together(_runs, Base, isExact: false, [[Vgg, "seed=1", change], [Vgg, "seed=2", change]]);

        Assert.All(alone.Zip(together), pair => Assert.True(pair.First.Furthest(pair.Second).Difference > 3 * Rounding));
    }

    private void AssertAgree(string[] sets)
    {
        string[][] cells = [[.. sets, "seed=1"], [.. sets, "seed=2"], [.. sets, "seed=3"]];
        var alone = TrainedCells.Alone(_runs, Base, cells);
        var together = TrainedCells.Together(_runs, Base, isExact: false, cells);

        Assert.All(together, cell => Assert.True(cell.SharedUpdates == 2, string.Join(' ', cell.Warnings)));
        Assert.All(alone.Zip(together), pair =>
        {
            Assert.Equal(pair.First.Losses[1], pair.Second.Losses[1], Rounding * pair.First.Losses[1]);
            var (tensor, difference) = pair.First.Furthest(pair.Second);
            Assert.True(difference <= Rounding, $"{tensor} is {difference:g2} off");
        });
        // Two different cells must differ by more than the tolerance.
        Assert.True(alone[0].Furthest(together[1]).Difference > 3 * Rounding);
    }
}
