using System.Runtime.CompilerServices;
using Experiments.Native;
using Experiments.Training;

namespace Experiments.Benchmarks;

/// <summary>Loads the native library. BenchmarkDotNet's child processes run in other folders but load the same library.</summary>
internal static class TorchModule
{
    [ModuleInitializer]
    internal static void Begin()
    {
        TorchStart.Begin();
        Environment.SetEnvironmentVariable(NativeFolder.Variable, NativeFolder.OfProgram().Path);
        foreach (var (name, value) in TorchLibrary.WorkerEnvironment())
            Environment.SetEnvironmentVariable(name, value);
    }
}
