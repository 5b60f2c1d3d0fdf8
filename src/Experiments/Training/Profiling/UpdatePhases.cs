namespace Experiments.Training;

/// <summary>
/// Tells a profile at which time each phase of an update begins. Hooks of the network report the phases 'forward' and 'loss'; the native
/// library reports the phases 'backward' and 'norm'.
/// </summary>
public static class UpdatePhases
{
    /// <summary>The function that is called when a phase begins. The function is null if no profile is recorded, so that an update then
    /// takes no measurable extra time.</summary>
    public static Action<UpdatePhase>? Entered { get; set; }

    internal static void Enter(UpdatePhase phase) => Entered?.Invoke(phase);
}
