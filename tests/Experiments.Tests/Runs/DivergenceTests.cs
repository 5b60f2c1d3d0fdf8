namespace Experiments.Tests.Runs;

public sealed class DivergenceTests : IDisposable
{
    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [Theory]
    [InlineData("features.0")]
    [InlineData("features.2")]
    [InlineData("classifier.0")]
    public void A_layer_that_starts_too_large_is_named(string layer)
    {
        // The layer with this weight computes 1e38 times a sum of inputs, which overflows float32. All later layers overflow too, but the
        // error must name this layer.
        var summary = _runs.Run(RunFixture.DigitsMlp, "model.hidden=[8,8]",
            $"init.rules=[{{\"match\":\"{layer}\",\"weight\":{{\"scheme\":\"constant\",\"val\":1e38}}}}]");

        Assert.Equal(RunStatus.Diverged, summary.Status);
        Assert.Equal((0, "evaluation", layer, "output"),
            (summary.NonFinite!.Step, summary.NonFinite.Found, summary.NonFinite.Layer, summary.NonFinite.Tensor));
        Assert.Contains($"'{layer}'", summary.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_learning_rate_diverges_at_the_first_non_finite_step()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "optimizer.lr=1e30");

        Assert.Equal(RunStatus.Diverged, summary.Status);
        Assert.Equal("loss", summary.NonFinite!.Found);
        Assert.Equal(summary.Progress.Step + 1, summary.NonFinite.Step);
        Assert.InRange(summary.NonFinite.Step, 2, 3);
        Assert.NotNull(summary.NonFinite.Layer);
        var events = RunFolder.Open(summary.Folder).ReadEvents();
        Assert.Equal("diverged", events[^1]["event"]!.GetValue<string>());
        Assert.Contains(summary.Error!, events[^1]["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("training.clip_grad_norm=null")]
    [InlineData("training.clip_grad_norm=1")]
    [InlineData("training.clip_grad_value=1")]
    public void A_gradient_overflow_with_a_finite_loss_names_the_first_layer_in_backward_order(string clipping)
    {
        // The first layer outputs zeros, so the loss is ln 10. In the backward pass, 1e20 from the last layer becomes 1e40 at the third
        // layer's input.
        var summary = _runs.Run(
            RunFixture.DigitsMlp, "model.hidden=[8,8,8]", "model.activation={\"kind\":\"identity\"}", clipping,
            Uniform("*", 1e20, "features.0"));

        Assert.Equal(RunStatus.Diverged, summary.Status);
        Assert.Equal((1, "gradient", "features.2", "gradient"),
            (summary.NonFinite!.Step, summary.NonFinite.Found, summary.NonFinite.Layer, summary.NonFinite.Tensor));
        Assert.Equal(0, summary.Progress.Step);
    }

    [Fact]
    public void Ignored_divergence_is_reported_once_counted_and_ends_as_diverged()
    {
        var observer = new LossObserver();
        var summary = Runner.Run(
            _runs.Read(RunFixture.DigitsMlp, "optimizer.lr=1e30", "training.on_non_finite=\"ignore\"", "training.steps=10"), _runs.Request,
            observer, CancellationToken.None);

        Assert.Equal(RunStatus.Diverged, summary.Status);
        Assert.Equal((10, "evaluation", "features.0", "weight"),
            (summary.NonFinite!.Step, summary.NonFinite.Found, summary.NonFinite.Layer, summary.NonFinite.Tensor));
        Assert.StartsWith("The evaluation after step 10 gave a loss that is not finite", summary.Error, StringComparison.Ordinal);
        Assert.Null(summary.Confusion);
        Assert.Equal("diverged", RunFolder.Open(summary.Folder).ReadEvents()[^1]["event"]!.GetValue<string>());
        Assert.Equal(10, summary.Progress.Step);
        Assert.InRange(summary.Progress.NonFiniteSteps, 7, 9);
        Assert.Single(observer.Warnings, warning => warning.Contains("not finite", StringComparison.Ordinal));
        Assert.Equal("NaN", RunFixture.Metrics(summary)[^1]["loss"]!.GetValue<string>());
    }

    [Fact]
    public void An_overflowing_norm_of_finite_gradients_is_no_divergence()
    {
        var norms = new List<double>();
        var config = _runs.Read(
            RunFixture.DigitsMlp, "model.hidden=[8]", "model.activation={\"kind\":\"identity\"}", "optimizer.lr=0", "training.steps=2",
            Uniform("*", 1e22, "features.0"));
        var summary = Runner.Run(config, _runs.Request, new LossObserver(report => norms.Add(report.GradientNorm)), CancellationToken.None);

        Assert.Equal([double.PositiveInfinity, double.PositiveInfinity], norms);
        Assert.Equal(RunStatus.Completed, summary.Status);
    }

    // Returns a policy with uniform weights for the matching layers, and zeros for one layer.
    private static string Uniform(string match, double bound, string zero)
    {
        var limit = bound.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return "init.rules=[{\"match\":\"" + match + "\",\"weight\":{\"scheme\":\"uniform\",\"a\":-" + limit + ",\"b\":" + limit + "}},"
            + "{\"match\":\"" + zero + "\",\"weight\":{\"scheme\":\"zeros\"}}]";
    }
}
