using Experiments.Tests.Runs;

namespace Experiments.Tests.Training;

public sealed class WeightAverageTests : IDisposable
{
    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [Theory]
    [InlineData(false, new[] { 2.0, 4.0, 0.0 }, 0.75 * (0.75 * (0.75 * 1 + 0.25 * 2) + 0.25 * 4))]
    // The decay of the updates is 2/11, 3/12 and 4/13.
    [InlineData(true, new[] { 2.0, 4.0, 0.0 }, 4.0 / 13 * (0.25 * (2.0 / 11 * 1 + 9.0 / 11 * 2) + 0.75 * 4))]
    public void The_average_follows_its_decay(bool warmup, double[] weights, double expected)
    {
        using var model = Weight(1);
        using var average = new WeightAverage(new EmaOptions { Decay = 0.75, Warmup = warmup }, model);
        for (var step = 0; step < weights.Length; step++)
        {
            Set(model, weights[step]);
            average.Update(step + 1);
        }

        Assert.Equal(expected, average.Tensors.Single().Value.item<float>(), 6);
        Assert.Equal(0, model.get_parameter("weight")!.item<float>());
    }

    [Fact]
    public void The_averages_are_in_the_model_only_until_disposal()
    {
        using var model = Weight(1);
        using var average = new WeightAverage(new EmaOptions(), model);
        Set(model, 0.1);

        using (average.InPlace())
            Assert.Equal(1, model.get_parameter("weight")!.item<float>());
        Assert.Equal(0.1f, model.get_parameter("weight")!.item<float>());
    }

    [Fact]
    public void Running_statistics_are_averaged_and_counters_copied()
    {
        using var model = Sequential(BatchNorm1d(1));
        using var average = new WeightAverage(new EmaOptions { Decay = 0.5 }, model);
        using var input = tensor(new[] { 0f, 20f }).reshape(2, 1);
        using var output = model.call(input);
        average.Update(1);
        var averages = average.Tensors.ToDictionary(named => named.Name, named => named.Value);

        // The mean of the batch is 10. Momentum 0.1 moves the running mean from 0 to 1, and the moving average moves from 0 to ½.
        Assert.Equal(0.5, averages["0.running_mean"].item<float>(), 6);
        Assert.Equal(1, averages["0.num_batches_tracked"].item<long>());
    }

    [Fact]
    public void Averages_of_flat_and_single_tensors_are_equal_bit_for_bit()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(Linear(5, 7), BatchNorm1d(7), Linear(7, 3));
        using var optimizer = new Optimizer(new SgdOptions { WeightDecay = 0.1, Decay = "weights" }, model);
        using var buffers = new FlatBuffers(model);
        using var single = new WeightAverage(new EmaOptions { Decay = 0.7 }, model);
        using var flat = new WeightAverage(new EmaOptions { Decay = 0.7 }, model, optimizer, buffers);
        for (var step = 1; step <= 5; step++)
        {
            optimizer.ZeroGrad();
            model.call(randn(8, 5, device: CPU)).square().sum().backward();
            optimizer.Step(0.01);
            single.Update(step);
            flat.Update(step);
        }

        Assert.Equal(single.Tensors.Select(Text), flat.Tensors.Select(Text));
        // The four tensors contain weights, biases, running statistics, and the counter.
        Assert.Equal(4, flat.StateTensors.Count());
    }

    [Fact]
    public void An_average_that_keeps_nothing_changes_nothing()
    {
        var plain = _runs.Run(RunFixture.DigitsMlp, "model.normalization=\"batch\"");
        var averaged = _runs.Run(RunFixture.DigitsMlp, "model.normalization=\"batch\"", "training.ema={\"decay\":0}");

        Assert.NotEqual(plain.Identity, averaged.Identity);
        Assert.Equal(RunFixture.Results(RunFixture.Metrics(plain)), RunFixture.Results(RunFixture.Metrics(averaged)));
    }

    [Fact]
    public void Averaging_does_not_change_the_training_and_is_evaluated_and_saved()
    {
        var plain = _runs.Run(RunFixture.DigitsMlp);
        var averaged = _runs.Run(RunFixture.DigitsMlp, "training.ema={\"decay\":0.9}");

        Assert.Equal(plain.Final("train_running"), averaged.Final("train_running"));
        Assert.NotEqual(plain.Final("validation"), averaged.Final("validation"));
        var (last, best, ema) = (Read(averaged, "last"), Read(averaged, "best"), Read(averaged, "ema"));
        Assert.Equal(Read(plain, "last"), last);
        Assert.Equal(averaged.TotalSteps, averaged.Progress.Best!.Step);
        Assert.Equal(ema, best);
        Assert.NotEqual(last, ema);
        Assert.False(File.Exists(RunFolder.Open(plain.Folder).Weights("ema")));
    }

    private static string Text((string Name, Tensor Value) named) =>
        named.Name + Convert.ToHexString(named.Value.detach().clone().bytes);

    private static string Read(RunSummary summary, string name)
    {
        using var weight = Safetensors.ReadTensor(RunFolder.Open(summary.Folder).Weights(name), "features.0.weight");
        return Convert.ToHexString(weight.bytes);
    }

    private static TorchSharp.Modules.Linear Weight(double value)
    {
        var model = Linear(1, 1, hasBias: false);
        Set(model, value);
        return model;
    }

    private static void Set(Module model, double value)
    {
        using var noGradients = no_grad();
        model.get_parameter("weight")!.fill_(value);
    }
}
