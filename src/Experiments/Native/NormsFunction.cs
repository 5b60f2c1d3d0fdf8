namespace Experiments.Native;

/// <summary>Computes the Euclidean norms of several tensors in one call. Only this project's native library has the function.</summary>
public sealed class NormsFunction
{
    private readonly Function _norms;

    private NormsFunction(Function norms) => _norms = norms;

    /// <summary>Returns the function of a native library. Returns null if the library lacks it, as TorchSharp's library does.</summary>
    public static NormsFunction? Of(LoadedTorch torch) =>
        torch.Function<Function>("ExperimentsTorch_norms") is { } norms ? new NormsFunction(norms) : null;

    /// <summary>Returns the norm of each tensor, [tensors]; or of each row of each matrix, [rows, tensors].</summary>
    /// <param name="byRow">Whether the tensors are matrices whose rows have separate norms.</param>
    /// <exception cref="ExternalException">The tensors do not fit.</exception>
    public Tensor Call(IReadOnlyCollection<Tensor> tensors, bool byRow)
    {
        var handles = new nint[tensors.Count];
        var index = 0;
        foreach (var tensor in tensors)
            handles[index++] = tensor.Handle;
        var norms = _norms(handles, handles.Length, byRow ? (byte)1 : (byte)0);
        if (norms == 0)
            CheckForErrors();
        GC.KeepAlive(tensors);
        return Tensor.UnsafeCreateTensor(norms);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint Function(nint[] tensors, long count, byte byRow);
}
