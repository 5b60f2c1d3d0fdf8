namespace Experiments.Tests.Runs;

public sealed class PreparationTests : IDisposable
{
    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [Theory]
    [InlineData("training.select=\"rmse\"", "training.select: 'rmse' is not measured")]
    [InlineData("training.target={\"metric\":\"mae\",\"value\":1}", "training.target.metric: 'mae' is not measured")]
    [InlineData("data={\"kind\":\"digits\",\"batch_size\":5000,\"drop_last\":true}", "data.batch_size: 5000 is more than")]
    [InlineData("data.validation=5000", "5000")]
    [InlineData("Serilog={\"MinimumLevel\":\"Loud\"}", "Serilog: ")]
    [InlineData("Serilog={\"Using\":[\"Not.An.Assembly\"],\"WriteTo\":[{\"Name\":\"File\"}]}", "Serilog: ")]
    [InlineData("model={\"kind\":\"mlp\",\"hidden\":[1000000,1000000]}",
        "model: too large for the memory of this machine; a single tensor needs 4000 GB")]
    public void What_a_run_refuses_is_refused_before_there_is_a_folder(string set, string sentence)
    {
        var config = _runs.Read(RunFixture.DigitsMlp, set);

        var refused = Assert.Throws<InputException>(() =>
        {
            using var prepared = Preparation.Of(config, DataRoots.Default(null));
            using var model = prepared.Build().Model;
        });

        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.Equal(refused.Message,
            Assert.Throws<InputException>(() => Runner.Run(config, _runs.Request, new SilentObserver(), CancellationToken.None)).Message);
        Assert.False(Directory.Exists(Path.Combine(_runs.Root, "runs")));
    }

    [Fact]
    public void An_assembly_that_Serilogs_section_names_and_that_is_not_there_is_named()
    {
        var config = _runs.Read(RunFixture.DigitsMlp, "Serilog={\"Using\":[\"Not.An.Assembly\"]}");

        var refused = Assert.Throws<InputException>(() => Preparation.Of(config, DataRoots.Default(null)));

        Assert.Contains("Not.An.Assembly", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_split_may_be_watched_and_may_not_end_the_training()
    {
        const string target = "training.target={\"metric\":\"accuracy\",\"value\":0.1,\"split\":\"test\",\"stop\":";

        Assert.Contains("split is 'test' and stop is true",
            Assert.Throws<InputException>(() => _runs.Read(RunFixture.DigitsMlp, target + "true}")).Message, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Completed, _runs.Run(RunFixture.DigitsMlp, target + "false}").Status);
    }

    [Theory]
    [InlineData("-20.5")]
    [InlineData("0")]
    public void The_loss_of_logarithms_refuses_a_target_that_has_none(string least)
    {
        var path = Path.Combine(_runs.Root, "table.csv");
        File.WriteAllLines(path,
            ["x,y", .. Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"{i},{(i == 17 ? least : i + 1.5)}"))]);
        var config = _runs.Read(
            RunFixture.DigitsMlp, $"data={{\"kind\":\"csv\",\"path\":\"{path}\",\"target\":\"y\",\"task\":\"regression\"}}",
            "loss=rmse_log");

        var refused = Assert.Throws<InputException>(() => Preparation.Of(config, []));

        Assert.StartsWith("loss: rmse_log takes the logarithm of the target", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"has the target {least},", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warm_up_as_long_as_the_run_is_said_before_it_starts()
    {
        using var prepared = Preparation.Of(_runs.Read(RunFixture.DigitsMlp, "schedule={\"kind\":\"constant\",\"warmup_steps\":40}"),
            DataRoots.Default(null));
        var parts = prepared.Build();
        using var model = parts.Model;

        Assert.Contains(parts.Warnings, warning => warning.StartsWith("The warm-up (40 steps)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_data_set_that_is_not_here_leaves_the_rest_of_a_config_to_check()
    {
        const string mnist = "data={\"kind\":\"mnist\"}";
        var (data, model, init) = Preparation.WithoutData(_runs.Read(RunFixture.DigitsMlp, mnist), []);
        using var disposing = model;

        Assert.Equal([1, 28, 28], data.InputShape);
        Assert.Equal([16, 784], init.Parameters[0].Shape);
        Assert.Throws<InputException>(
            () => Preparation.WithoutData(_runs.Read(RunFixture.DigitsMlp, mnist, "training.select=\"rmse\""), []));
    }
}
