namespace Experiments.Training;

/// <summary>Tells a profile where the phases of an update begin. The network's hooks tell forward and loss, and the native library
/// backward and norm.</summary>
public static class UpdatePhases
{
    /// <summary>Called when a phase begins; null while no profile is taken, which costs an update nothing that can be measured.</summary>
    public static Action<UpdatePhase>? Entered { get; set; }

    internal static void Enter(UpdatePhase phase) => Entered?.Invoke(phase);
}
