namespace Experiments.Training;

/// <summary>
/// Tells a profile when the phases of an update begin. The network's hooks report forward and loss, the native library backward and norm.
/// </summary>
public static class UpdatePhases
{
    /// <summary>Called when a phase begins; null if no profile is recorded, so that an update has no measurable extra cost.</summary>
    public static Action<UpdatePhase>? Entered { get; set; }

    internal static void Enter(UpdatePhase phase) => Entered?.Invoke(phase);
}
