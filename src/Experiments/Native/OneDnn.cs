namespace Experiments.Native;

/// <summary>Switches off oneDNN, which libtorch uses for convolutions on the CPU.</summary>
public static class OneDnn
{
    /// <summary>Environment variable. The value <c>off</c> or <c>0</c> switches oneDNN off when the process starts.</summary>
    public const string Variable = "EXPERIMENTS_ONEDNN";

    public static bool IsOff { get; private set; }

    public static bool IsUnwanted => Environment.GetEnvironmentVariable(Variable) is "off" or "0";

    /// <summary>Switches oneDNN off for this process; returns false if this libtorch does not have the switch.</summary>
    public static bool SwitchOff(LoadedTorch torch) => IsOff |= LibtorchSwitches.SwitchOneDnnOff(torch);
}
