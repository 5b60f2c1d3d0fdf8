namespace Experiments.Tests.Runs.Recording;

public sealed class NetworkRecordTests : IDisposable
{
    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    // 64 pixels, 16 units, 10 classes: 2·64·16 and 2·16·10 operations; 4 bytes for each number.
    [Fact]
    public void Layers_of_a_perceptron_have_their_shapes_operations_and_memory()
    {
        var record = Record(_runs.Run(RunFixture.DigitsMlp, "training.steps=2"));

        Assert.Equal(
            ["linear 16,64 16 1040 4160 2048 64", "linear 10,16 10 170 680 320 40"],
            record["layers"]!.AsArray().Select(layer => InWords(layer!)));
        Assert.Equal("classification", record["task"]!.GetValue<string>());
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
            record["classes"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal("1,8,8", Sizes(record["input_shape"]));
    }

    // A 3 × 3 convolution with padding keeps 8 × 8 positions: 2·(4·1·9)·64 operations. Pooling leaves 4 × 4 positions for the second one.
    [Fact]
    public void A_convolution_multiplies_its_weights_at_each_position_of_the_output()
    {
        var record = Record(_runs.Run(RunFixture.DigitsMlp, "training.steps=2",
            "model={\"kind\":\"vgg\",\"channels\":\"4 M 6\",\"batch_norm\":true,\"dropout\":0}"));

        var layers = record["layers"]!.AsArray().Select(layer => InWords(layer!)).ToList();
        Assert.Equal("conv 4,1,3,3 4,8,8 40 160 4608 1024", layers[0]);
        Assert.Equal("norm 4 4,8,8 8 32  1024", layers[1]);
        Assert.Equal("conv 6,4,3,3 6,4,4 222 888 6912 384", layers[2]);
    }

    [Theory]
    [InlineData("kaiming_normal", "healthy")]
    [InlineData("zeros", "symmetric")]
    public void The_verdict_is_that_of_the_measured_signal_before_the_first_update(string scheme, string word)
    {
        var record = Record(_runs.Run(RunFixture.DigitsMlp, "training.steps=2", $"init.weight={{\"scheme\":\"{scheme}\"}}"));

        Assert.Equal(word, record["verdicts"]!.AsArray()[0]!["word"]!.GetValue<string>());
    }

    [Fact]
    public void A_signal_that_vanishes_is_named_with_a_remedy()
    {
        var record = Record(_runs.Run(RunFixture.DigitsMlp, "training.steps=2", "model.hidden=[16,16,16,16,16,16]",
            "init.weight={\"scheme\":\"normal\",\"std\":0.01}"));

        var verdict = record["verdicts"]!.AsArray()[0]!;
        Assert.Equal("vanishing", verdict["word"]!.GetValue<string>());
        Assert.NotEqual("", verdict["remedy"]!.GetValue<string>());
    }

    [Fact]
    public void Without_diagnostics_there_is_no_verdict()
    {
        var record = Record(_runs.Run(RunFixture.DigitsMlp, "training.steps=2", "diagnostics.every_steps=0"));

        Assert.Null(record["verdicts"]);
        Assert.Equal(2, record["layers"]!.AsArray().Count);
    }

    private static JsonObject Record(RunSummary summary) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(summary.Folder, "network.json")))!.AsObject();

    private static string InWords(JsonNode layer) =>
        $"{layer["kind"]} {Sizes(layer["weight_shape"])} {Sizes(layer["output_shape"])} {layer["parameters"]} {layer["parameter_bytes"]} "
            + $"{layer["flops"]} {layer["output_bytes"]}";

    private static string Sizes(JsonNode? shape) => string.Join(',', shape!.AsArray().Select(size => size!.ToString()));
}
