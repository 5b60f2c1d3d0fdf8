using System.Security.Cryptography;
using Experiments.Tests.Initialization;

namespace Experiments.Tests.Runs;

/// <summary>
/// Compares trainings of ready configs with recorded weights and losses. Weights and losses depend on libtorch's version, the CPU's
/// instructions and BLAS, so the test runs only in the environment of the recording.
/// </summary>
public sealed class ReadyConfigDigestTests : IDisposable
{
    private const string Recorded =
        "libtorch 1.13, AVX2, OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH NO_AFFINITY Haswell MAX_THREADS=64, threads 1";

    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [SkippableTheory]
    [InlineData(
        "digits-mlp", 0.07117567528842833, "b5bd0ceef875693ecd74b64b8677638603e6353c2b8e8142b4573d8d06f960cd",
        "61ceba875b3926c65213675ec48d1f8e9507de69c764a0ad9e5b4ad39f39eb09",
        "0f0dbd744d6a2440c169e9d53a4ccddfd6b31b943930a404d3a5c59c46737aa3")]
    [InlineData(
        "digits-softmax", null, "e799871bbde93aed723b818ecc8c7518179e0c881bdd17ae55c7bea8b1662ab2",
        "12ad726141cd92431c544a44d098d51d0165aedcdf59a977527fb196936936e6",
        "fef5b57e823e514600e8741b7886479526e0bf742ef855a394d17a8639e18ca3")]
    [InlineData(
        "digits-vgg", null, "5d0c2a925374e0033a52641de7a59912b9cc2f93619d20b57e7d5db036fe2f14",
        "556e07f3463b0e6734706834ac25e9e10f375bf19b2763047365bd6f4cfc9e57",
        "dd5136d7514f20d3800138b7b57359220e26275a488a98d3ec11ade6a6402bf9")]
    public void A_ready_config_gives_the_recorded_weights_bit_for_bit(string name, double? testLoss, string initial, string best,
        string last)
    {
        var here = NumericEnvironment.WithOneThread().ToString();
        Skip.IfNot(here == Recorded, $"recorded with {Recorded}; this machine has {here}");

        var summary = Runner.Run(ConfigReader.Read(Repository.PathOf("configs", $"{name}.json"), []), _runs.Request, new SilentObserver(),
            CancellationToken.None);

        Assert.Equal([initial, best, last],
            new[] { "initial", "best", "last" }
                .Select(checkpoint => Digest(Path.Combine(summary.Folder, "checkpoints", $"{checkpoint}.safetensors"))));
        if (testLoss is { } loss)
            Assert.Equal(loss, summary.Progress.Latest["test"].Single(metric => metric.Name == "loss").Value);
    }

    private static string Digest(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
