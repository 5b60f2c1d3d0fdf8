namespace Experiments.Native;

/// <summary>oneDNN, from which libtorch takes convolutions on the CPU.</summary>
public static class OneDnn
{
    /// <summary><c>off</c> switches oneDNN off from the start.</summary>
    public const string Variable = "EXPERIMENTS_ONEDNN";

    /// <summary>Whether this process has switched it off.</summary>
    public static bool IsOff { get; private set; }

    /// <summary>Whether the user asks for it to be off.</summary>
    public static bool IsUnwanted => Environment.GetEnvironmentVariable(Variable) is "off" or "0";

    /// <summary>Switches it off for this process; false where this libtorch can't.</summary>
    public static bool SwitchOff(LoadedTorch torch) => IsOff |= LibtorchSwitches.SwitchOneDnnOff(torch);
}
