using Experiments.Cli;
using Experiments.Training;
using GpuCheck.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace GpuCheck.Checks;

/// <summary>Runs the checks of <c>experiments doctor</c> on the CPU and on every CUDA device.</summary>
internal sealed class Proofs : ICheck
{
    public string Name => "doctor";

    public string Legend =>
        "Forward and backward passes of small layers on the CPU and on every CUDA device. The results must equal numbers computed by "
            + "hand.";

    public IEnumerable<Trial> Trials(Bench bench) =>
        Enumerable.Range(0, Devices.CudaCount()).Select(index => new Device(DeviceType.CUDA, index)).Prepend(Devices.Resolve("cpu"))
            .Select(device => new Trial(device.ToString(), () => Prove(device)));

    private static CheckResult Prove(Device device)
    {
        var proofs = DeviceProof.Run(device);
        var wrong = proofs.Where(proof => proof.Difference is not null).Select(proof => $"{proof.Name}: {proof.Difference}.").ToList();
        return wrong.Count == 0
            ? CheckResult.Pass(string.Join(", ", proofs.Select(proof => proof.Name)))
            : CheckResult.Fail(string.Join(' ', wrong));
    }
}
