namespace Experiments.Native;

/// <summary>oneDNN, from which libtorch takes convolutions on the CPU.</summary>
public static class OneDnn
{
    /// <summary>Environment variable; <c>off</c> or <c>0</c> switches oneDNN off from the start.</summary>
    public const string Variable = "EXPERIMENTS_ONEDNN";

    public static bool IsOff { get; private set; }

    public static bool IsUnwanted => Environment.GetEnvironmentVariable(Variable) is "off" or "0";

    /// <summary>Switches it off for this process; false if this libtorch can't.</summary>
    public static bool SwitchOff(LoadedTorch torch) => IsOff |= LibtorchSwitches.SwitchOneDnnOff(torch);
}
