using Experiments.Tests.Runs;

namespace Experiments.Tests.Training.Stacking;

/// <summary>Tests which layers a stack computes for all cells at once.</summary>
public sealed class StackedLayersTests : IDisposable
{
    private const int Cells = 3;
    private const string Vgg = """model={"kind":"vgg","channels":"4 M 6 M","batch_norm":true,"hidden":[]}""";

    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    // In the update that is compared, the separate pass of each cell calls the layer of this cell.
    [Theory]
    [InlineData("Linear", "model.hidden=[64,64]")]
    [InlineData("Dropout", "model.dropout=0.3")]
    [InlineData("BatchNorm1d", """model.normalization="batch" """)]
    public void On_the_CPU_these_layers_call_no_layer_of_a_cell(string layer, params string[] sets) =>
        Assert.Equal(CallsAlone(layer, sets), Calls(layer, isExact: true, sets));

    [Theory]
    [InlineData("LayerNorm", """model.normalization="layer" """)]
    [InlineData("Conv2d", Vgg)]
    [InlineData("BatchNorm2d", Vgg)]
    [InlineData("MaxPool2d", Vgg)]
    public void On_the_CPU_other_layers_run_cell_by_cell(string layer, string set) =>
        Assert.Equal(3 * CallsAlone(layer, set), Calls(layer, isExact: true, set));

    [Theory]
    [InlineData("LayerNorm", """model.normalization="layer" """)]
    [InlineData("PReLU", """model.activation={"kind":"prelu"}""")]
    [InlineData("StandardizedLinear", """model.normalization="batch" """, "model.weight_standardization=true")]
    [InlineData("Conv2d", Vgg)]
    [InlineData("BatchNorm2d", Vgg)]
    [InlineData("StandardizedConv2d", Vgg, "model.weight_standardization=true")]
    [InlineData("ScalarBias", """model={"kind":"resnet","depth":8,"width":4,"normalization":"none","fixup_scalars":true}""")]
    [InlineData("ScalarMultiplier", """model={"kind":"resnet","depth":8,"width":4,"normalization":"none","fixup_scalars":true}""")]
    public void Where_rounding_is_free_these_layers_call_no_layer_of_a_cell(string layer, params string[] sets) =>
        Assert.Equal(CallsAlone(layer, sets), Calls(layer, isExact: false, sets));

    // The stack calls only the first cell's module, for all cells.
    [Theory]
    [InlineData("MaxPool2d", Vgg)]
    [InlineData("AdaptiveAvgPool2d", """model={"kind":"resnet","depth":8,"width":4}""")]
    [InlineData("PaddingShortcut", """model={"kind":"resnet","depth":8,"width":4}""")]
    public void Where_rounding_is_free_these_layers_call_the_first_cell_s_for_all(string layer, string set)
    {
        var alone = CallsAlone(layer, set);

        Assert.Equal(alone + (2 * alone / Cells), Calls(layer, isExact: false, set));
    }

    [Fact]
    public void Running_statistics_are_those_of_cells_alone()
    {
        string[][] cells = [["""model.normalization="batch" """, "threads=1", "seed=1"],
            ["""model.normalization="batch" """, "threads=1", "seed=2"]];
        var alone = TrainedCells.Alone(_runs, RunFixture.DigitsMlp, cells);
        var together = TrainedCells.Together(_runs, RunFixture.DigitsMlp, isExact: true, cells);

        foreach (var (one, other) in alone.Zip(together))
        {
            var statistics = one.After.Keys.Where(name => name.Contains("running", StringComparison.Ordinal)
                || name.EndsWith("num_batches_tracked", StringComparison.Ordinal)).ToList();
            Assert.Equal(3, statistics.Count);
            Assert.All(statistics, name => Assert.Equal(one.After[name], other.After[name]));
            Assert.All(statistics, name => Assert.NotEqual(one.Before[name], one.After[name]));
        }
    }

    // Returns the number of calls in one update of all cells.
    private int CallsAlone(string layer, params string[] sets)
    {
        var calls = 0;
        using var one = Preparation.Of(_runs.Read(RunFixture.DigitsMlp, sets), _runs.Request.DataRoots);
        using var model = one.Build().Model;
        calls = Layers(model, layer).Count;
        Assert.True(calls > 0, $"the network has no {layer}");
        return Cells * calls;
    }

    // Returns the number of calls in training mode. The cell's separate pass of the compared update makes one call. The stack makes two
    // calls: in the compared update and in the next update.
    private int Calls(string layer, bool isExact, params string[] sets)
    {
        var calls = 0;
        string[][] cells = [.. Enumerable.Range(1, Cells).Select(seed => (string[])[.. sets, $"seed={seed}", "training.steps=2",
            "training.eval_every_steps=2"])];
        var trained = TrainedCells.Together(_runs, RunFixture.DigitsMlp, isExact, cells, models =>
        {
            foreach (var module in models.SelectMany(model => Layers(model, layer)))
            {
                module.register_forward_pre_hook((own, input) =>
                {
                    calls += own.training ? 1 : 0;
                    return input;
                });
            }
        });
        Assert.All(trained, cell => Assert.True(cell.SharedUpdates == 2, string.Join(' ', cell.Warnings)));
        return calls;
    }

    private static List<Module<Tensor, Tensor>> Layers(Module<Tensor, Tensor> model, string kind) =>
        [.. model.modules().OfType<Module<Tensor, Tensor>>().Where(module => module.GetType().Name == kind)];
}
