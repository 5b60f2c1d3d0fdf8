using System.Runtime.CompilerServices;

namespace Experiments.Tests;

/// <summary>Loads the native library before the first test of an assembly uses TorchSharp.</summary>
internal static class TorchModule
{
    [ModuleInitializer]
    internal static void Begin() => TorchStart.Begin();
}
