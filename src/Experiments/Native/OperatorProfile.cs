namespace Experiments.Native;

/// <summary>
/// Counts and times libtorch's operator calls by phase, including calls inside other operators. A profile is possible only with this
/// project's native library (<c>at::RecordFunction</c>). A process can record one profile at a time.
/// </summary>
public sealed class OperatorProfile
{
    private readonly StartFunction _start;
    private readonly PhaseFunction _phase;
    private readonly StopFunction _stop;

    private OperatorProfile(StartFunction start, PhaseFunction phase, StopFunction stop) => (_start, _phase, _stop) = (start, phase, stop);

    /// <summary>Returns the profile of a native library; null if the library can't count calls. TorchSharp's library can't count
    /// calls.</summary>
    public static OperatorProfile? Of(LoadedTorch torch) =>
        torch.Function<StartFunction>("ExperimentsTorch_profile_start") is { } start
            && torch.Function<PhaseFunction>("ExperimentsTorch_profile_phase") is { } phase
            && torch.Function<StopFunction>("ExperimentsTorch_profile_stop") is { } stop
            ? new OperatorProfile(start, phase, stop)
            : null;

    /// <summary>Starts a profile with all counts at zero.</summary>
    /// <exception cref="InvalidOperationException">A profile is already running.</exception>
    public void Start()
    {
        if (_start() == 0)
            throw new InvalidOperationException("A profile of operator calls is already running.");
    }

    /// <summary>Begins a phase; phases have the numbers 0 to 9. The library begins phase 5 (backward) when autograd runs, and phase 6 at
    /// the first operator after the backward pass.</summary>
    public void Enter(int phase) => _phase(phase);

    /// <summary>Stops the profile and returns the counts.</summary>
    /// <exception cref="InvalidOperationException">No profile was started.</exception>
    public OperatorCounts Stop() => Marshal.PtrToStringUTF8(_stop()) is { } text
        ? OperatorCounts.Parse(text)
        : throw new InvalidOperationException("No profile of operator calls is running.");

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate byte StartFunction();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void PhaseFunction(int phase);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint StopFunction();
}
