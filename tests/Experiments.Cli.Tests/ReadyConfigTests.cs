namespace Experiments.Cli.Tests;

/// <summary>Trains the ready configs and checks the README's claims about them.</summary>
[Trait("Category", "Slow")]
public sealed class ReadyConfigTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_digits_vgg_reaches_97_percent_on_the_test_split() =>
        Assert.InRange(Test("digits-vgg", seed: 0)["accuracy"]!.GetValue<double>(), 0.97, 1);

    // The runs use one thread: two threads would wait for each other longer than they compute, especially on a busy machine.
    [SkippableFact]
    public void The_fashion_mlp_reaches_88_percent_on_the_test_split_in_half_of_its_epochs()
    {
        Skip.IfNot(Directory.Exists("/usr/share/datasets/fashion-mnist"),
            "Fashion-MNIST is not here (Debian: apt install dataset-fashion-mnist).");
        Assert.InRange(Test("fashion-mlp", seed: 0, "--set", "training.epochs=5", "--set", "threads=1")["accuracy"]!
            .GetValue<double>(), 0.88, 1);
    }

    [Fact]
    public void The_mean_error_of_five_seeds_on_house_prices_is_below_14_percent() =>
        Assert.InRange(Enumerable.Range(0, 5).Average(seed => Test("ames-mlp", seed)["rmse_log"]!.GetValue<double>()), 0, 0.14);

    // Thirty ReLU layers without biases: with Xavier, the signal's second moment is halved 29 times, so logits and loss stay at their
    // initial values.
    [Fact]
    public void Thirty_relu_layers_train_from_Kaiming_and_stay_at_ln_10_from_Xavier()
    {
        var kaiming = Test("digits-deep", seed: 0)["loss"]!.GetValue<double>();
        var xavier = Test("digits-deep", seed: 0, "--set", "init.weight.scheme=xavier_normal")["loss"]!.GetValue<double>();
        Assert.InRange(kaiming, 0, 1);
        Assert.Equal(Math.Log(10), xavier, 1e-4);
    }

    // 27 branches without normalisation: with Kaiming, each branch doubles the signal's variance; Fixup sets the branches to zero at the
    // start.
    [Fact]
    public void A_residual_network_of_56_layers_without_normalisation_trains_with_Fixup_but_not_with_Kaiming()
    {
        Assert.InRange(Test("digits-resnet", seed: 0)["accuracy"]!.GetValue<double>(), 0.95, 1);
        var kaiming = Cli.Run(["run", "configs/digits-resnet.json", "--quiet", "--output", Path.Combine(_folder.Path, "kaiming"), "--set",
            "init.weight.scheme=kaiming_normal"]);
        Assert.Equal(4, kaiming.ExitCode);
    }

    private JsonNode Test(string config, int seed, params string[] more)
    {
        var output = Path.Combine(_folder.Path, $"{config}-{seed}-{more.Length}");
        var result = Cli.Run(["run", $"configs/{config}.json", "--quiet", "--seed", seed.ToString(CultureInfo.InvariantCulture), "--output",
            output, .. more]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var summary = Directory.GetFiles(output, "summary.json", SearchOption.AllDirectories).Single();
        return JsonNode.Parse(File.ReadAllText(summary))!["final"]!["test"]!;
    }
}
