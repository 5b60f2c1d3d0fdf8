using System.Text.Json.Nodes;
using Experiments.Runs;
using Experiments.Training;
using GpuCheck.Training;

namespace GpuCheck.Output;

/// <summary>Describes the environment of the measurements.</summary>
internal static class Facts
{
    /// <summary>Collects device, libraries and machine.</summary>
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
