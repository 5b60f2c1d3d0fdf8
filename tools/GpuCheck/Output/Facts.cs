using System.Text.Json.Nodes;
using Experiments.Runs;
using Experiments.Training;
using GpuCheck.Training;

namespace GpuCheck.Output;

/// <summary>What the figures were measured on.</summary>
internal static class Facts
{
    /// <summary>Collects it: the device, the libraries, the machine.</summary>
    public static JsonObject Collect(Bench bench)
    {
        var gpus = NvidiaSmi.Gpus.Value;
        return new JsonObject
        {
            ["device"] = bench.DeviceName,
            ["self_test"] = bench.IsSelfTest,
            ["gpus"] = new JsonArray(
                [.. gpus.Select(gpu => (JsonNode?)new JsonObject { ["name"] = gpu.Name, ["compute_capability"] = gpu.Capability,
                    ["driver"] = gpu.Driver })]),
            ["cuda_devices"] = Devices.CudaCount(),
            ["engine"] = EnvironmentRecord.Engine(),
            ["machine"] = EnvironmentRecord.Machine(),
            ["program"] = EnvironmentRecord.Program(),
        };
    }
}
