namespace Experiments.Native;

/// <summary>
/// Computes the mean negative log-likelihood of several networks in one call. Only this project's native library has the function.
/// </summary>
public sealed class ClassLossesFunction
{
    private readonly LossesFunction _losses;

    private ClassLossesFunction(LossesFunction losses) => _losses = losses;

    /// <summary>The function of a native library; null if the library lacks it, as TorchSharp's own does.</summary>
    public static ClassLossesFunction? Of(LoadedTorch torch) =>
        torch.Function<LossesFunction>("ExperimentsTorch_class_losses") is { } losses ? new ClassLossesFunction(losses) : null;

    /// <summary>Returns each cell's loss, [cells], without a gradient.</summary>
    /// <param name="logarithms">Logarithms of the probabilities, [cells, batch, classes].</param>
    /// <param name="targets">Class numbers, [cells, batch].</param>
    /// <exception cref="ExternalException">The shapes do not fit.</exception>
    public Tensor Call(Tensor logarithms, Tensor targets)
    {
        var losses = _losses(logarithms.Handle, targets.Handle);
        if (losses == 0)
            CheckForErrors();
        GC.KeepAlive((logarithms, targets));
        return Tensor.UnsafeCreateTensor(losses);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint LossesFunction(nint logarithms, nint targets);
}
