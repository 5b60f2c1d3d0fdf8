using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>TorchSharp's API over the libtorch that is on this machine (docs/engines.md).</summary>
public static partial class torch
{
    private static ScalarType s_defaultDtype = ScalarType.Float32;

    /// <summary>The version of libtorch.</summary>
    public static string __version__ => Marshal.PtrToStringUTF8(Native.st_version())!;

    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.OfThread.Current;

    /// <summary>Errors are thrown by the call that met them, so none is ever left to be found here.</summary>
    public static void CheckForErrors()
    {
    }

    public static DisposeScope NewDisposeScope() => DisposeScopeManager.OfThread.Open();

    /// <summary>Evaluates an expression and keeps nothing but its result.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    public static ScalarType get_default_dtype() => s_defaultDtype;

    public static void set_default_dtype(ScalarType dtype) => s_defaultDtype = dtype;

    public static int get_num_threads() => Native.st_num_threads();

    public static void set_num_threads(int num) => Failure.Check(Native.st_set_num_threads(num));

    public static int get_num_interop_threads() => Native.st_num_interop_threads();

    public static void set_num_interop_threads(int num) => Failure.Check(Native.st_set_num_interop_threads(num));
}
