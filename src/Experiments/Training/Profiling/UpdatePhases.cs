namespace Experiments.Training;

/// <summary>
/// Tells a profile when the phases of an update begin. Hooks of the network report the phases forward and loss; the native library reports
/// backward and norm.
/// </summary>
public static class UpdatePhases
{
    /// <summary>Called when a phase begins; null if no profile is recorded, so that an update has no measurable extra cost.</summary>
    public static Action<UpdatePhase>? Entered { get; set; }

    internal static void Enter(UpdatePhase phase) => Entered?.Invoke(phase);
}
