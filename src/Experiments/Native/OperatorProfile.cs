namespace Experiments.Native;

/// <summary>
/// Counts and times libtorch's operator calls, those inside other operators included, by the phase that the caller says has begun.
/// Only this project's native library can (<c>at::RecordFunction</c>); one profile at a time can be taken in a process.
/// </summary>
public sealed class OperatorProfile
{
    private readonly StartFunction _start;
    private readonly PhaseFunction _phase;
    private readonly StopFunction _stop;

    private OperatorProfile(nint start, nint phase, nint stop) =>
        (_start, _phase, _stop) = (Marshal.GetDelegateForFunctionPointer<StartFunction>(start),
            Marshal.GetDelegateForFunctionPointer<PhaseFunction>(phase), Marshal.GetDelegateForFunctionPointer<StopFunction>(stop));

    /// <summary>The profile of a native library; null for one that can't count, as TorchSharp's own.</summary>
    public static OperatorProfile? Of(LoadedTorch torch)
    {
        var library = NativeLibrary.Load(torch.Library);
        return NativeLibrary.TryGetExport(library, "ExperimentsTorch_profile_start", out var start)
            && NativeLibrary.TryGetExport(library, "ExperimentsTorch_profile_phase", out var phase)
            && NativeLibrary.TryGetExport(library, "ExperimentsTorch_profile_stop", out var stop)
            ? new OperatorProfile(start, phase, stop)
            : null;
    }

    /// <summary>Starts with nothing counted.</summary>
    /// <exception cref="InvalidOperationException">A profile is being taken already.</exception>
    public void Start()
    {
        if (_start() == 0)
            throw new InvalidOperationException("A profile of operator calls is being taken already.");
    }

    /// <summary>Says which phase begins, from 0 to 9. The library itself begins phase 5, backward, when autograd runs, and 6 at the first
    /// operator after it.</summary>
    public void Enter(int phase) => _phase(phase);

    /// <summary>Stops and returns what was counted.</summary>
    /// <exception cref="InvalidOperationException">Nothing was started.</exception>
    public OperatorCounts Stop() => Marshal.PtrToStringUTF8(_stop()) is { } text
        ? OperatorCounts.Parse(text)
        : throw new InvalidOperationException("No profile of operator calls is being taken.");

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate byte StartFunction();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void PhaseFunction(int phase);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint StopFunction();
}
