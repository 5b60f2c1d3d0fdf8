using Experiments.Training;

namespace Experiments.Experiment;

/// <summary>Settings of libtorch for the whole process.</summary>
internal static class TorchSettings
{
    /// <summary>Sets the number of CPU threads and, on CUDA, whether float32 products may use TF32.</summary>
    public static void Apply(ExperimentConfig config, Device device)
    {
        CpuThreads.Set(config.Threads);
        Devices.AllowTf32(device, config.Tf32);
    }
}
