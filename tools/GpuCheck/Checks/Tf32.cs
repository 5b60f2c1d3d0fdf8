using Experiments.Training;
using GpuCheck.Output;
using GpuCheck.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GpuCheck.Checks;

/// <summary>Checks matrix products and convolutions with TF32 off and on, and training with TF32.</summary>
internal sealed class Tf32 : ICheck
{
    // Compute capability of Ampere, the first GPUs with TF32.
    private const double FirstCapability = 8.0;
    private const long Seed = 7;

    // Smallest error that shows the use of TF32. TF32 keeps 10 bits of each operand, which gives a relative error of 2⁻¹¹ to 2⁻¹⁰. A sum of
    // n products with random signs has about the same relative error.
    private static readonly double s_least = Math.Pow(2, -13);
    private static readonly double s_most = Math.Pow(2, -9);

    public string Name => "tf32";

    public string Legend => """
        Results in float32, compared with float64. Off: within the rounding of a float32 sum, 2 sqrt(n) u (16 times as much for convolutions, because cuDNN may use transforms with larger
        errors). On: TF32 keeps 10 bits of each operand, so the error must be between 2^-13 and 2^-9; below 2^-13 the setting had no effect. In a training, "tf32": true must change the
        losses, by less than 1e-2, and the next training without it must have the earlier losses again. Only on GPUs of compute capability 8.0 or more.
        """;

    public IEnumerable<Trial> Trials(Bench bench) =>
    [
        new("matrix product, off", () => OnHardware(bench, () => Off(Product(bench.Device, allow: false), terms: 1024, factor: 1))),
        new("matrix product, on", () => OnHardware(bench, () => On(Product(bench.Device, allow: true)))),
        new("convolution, off", () => OnHardware(bench, () => Off(Convolution(bench.Device, allow: false), terms: 64 * 9, factor: 16))),
        new("convolution, on", () => OnHardware(bench, () => On(Convolution(bench.Device, allow: true)))),
        new("training", () => OnHardware(bench, () => Trained(bench))),
    ];

    private static CheckResult OnHardware(Bench bench, Func<CheckResult> check)
    {
        if (bench.IsSelfTest)
            return CheckResult.Skip("The CPU has no TF32.");
        var gpus = NvidiaSmi.Gpus.Value;
        if (gpus.Count == 0)
            return CheckResult.Skip("nvidia-smi is missing, so it is unknown whether this GPU has TF32.");
        if (gpus.FirstOrDefault(gpu => gpu.Capability < FirstCapability) is { } old)
            return CheckResult.Skip($"{old.Name} is older than Ampere (compute capability 8.0), the first with TF32.");
        try
        {
            return check();
        }
        finally
        {
            Devices.AllowTf32(bench.Device, false);
        }
    }

    private static CheckResult Off(double error, int terms, int factor) =>
        CheckResult.Within(error, factor * 2 * Math.Sqrt(terms) * Rounding.UnitOfFloat32);

    private static CheckResult On(double error) => error < s_least
        ? CheckResult.Fail("TF32 is on but has no effect on the results.") with { Figure = error, Tolerance = s_most }
        : CheckResult.Within(error, s_most);

    private static double Product(Device device, bool allow) => Error(device, allow, [1024, 1024], [1024, 1024], (a, b) => a.matmul(b));

    private static double Convolution(Device device, bool allow) =>
        Error(device, allow, [32, 64, 32, 32], [64, 64, 3, 3], (x, w) => functional.conv2d(x, w, padding: [1, 1]));

    private static double Error(Device device, bool allow, long[] first, long[] second, Func<Tensor, Tensor, Tensor> compute)
    {
        using var generator = new Generator(Seed, CPU);
        var (a, b) = (randn(first, device: CPU, generator: generator).to(device),
            randn(second, device: CPU, generator: generator).to(device));
        Devices.AllowTf32(device, allow);
        var exact = Numbers.Of(compute(a.to(ScalarType.Float64), b.to(ScalarType.Float64)));
        return Distance.Relative(exact, Numbers.Of(compute(a, b)));
    }

    private static CheckResult Trained(Bench bench)
    {
        var config = SmallConfigs.Networks.First().Value;
        var before = bench.Train(config, bench.DeviceName).Completed();
        var with = bench.Train(SmallConfigs.Over(config, ("tf32", "true")), bench.DeviceName).Completed();
        var after = bench.Train(config, bench.DeviceName).Completed();
        if (!after.IsSameAs(before) && Repeatability.Compare(before, after).Status == Status.Fail)
            return CheckResult.Fail("A training without TF32 gives other results after a training with TF32.");
        var distance = Distance.Measure(before, with).Losses;
        return distance == 0
            ? CheckResult.Fail("\"tf32\": true has no effect on the losses.") with { Figure = 0 }
            : CheckResult.Within(distance, 1e-2);
    }
}
