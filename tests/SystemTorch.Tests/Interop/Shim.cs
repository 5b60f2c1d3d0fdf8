using System.Runtime.InteropServices;
using SystemTorch.Tests.Contract;

namespace SystemTorch.Tests.Interop;

/// <summary>The shim's own entry points, for what no public member of the engine says.</summary>
internal static partial class Shim
{
    private const string Library = "torch_shim";

    /// <summary>How many native tensor handles exist in the process.</summary>
    internal static long LiveHandles => st_live_handles();

    internal static void Require() =>
        Skip.IfNot(BuiltAssembly.Engine == "system", $"The engine is {BuiltAssembly.Engine}, which does not have SystemTorch's shim.");

    /// <summary>Finalises everything that nothing refers to.</summary>
    internal static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    /// <summary>The message that an entry point answered with; null where it succeeded.</summary>
    internal static string? Text(nint message)
    {
        var text = Marshal.PtrToStringUTF8(message);
        st_free_message(message);
        return text;
    }

#pragma warning disable SYSLIB1054, CA5392, IDE1006, CA2101 // The entry points by the names they have there.
    [DllImport(Library)] private static extern long st_live_handles();
    [DllImport(Library)] private static extern void st_free_message(nint message);
    [DllImport(Library)] internal static extern nint st_operator_find([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string overload, out nint op);
    [DllImport(Library)] internal static extern nint st_operator_call(nint op, [In] Value[] arguments, int count, [In, Out] Value[] results, int capacity, out int resultCount);
    [DllImport(Library)] internal static extern nint st_tensor_alias(nint handle, out nint result);
    [DllImport(Library)] internal static extern nint st_tensor_info(nint handle, [Out] long[] info);
    [DllImport(Library)] internal static extern nint st_tensor_shape(nint handle, [Out] long[] sizes, [Out] long[] strides);
    [DllImport(Library)] internal static extern nint st_tensor_data(nint handle, out nint data);
    [DllImport(Library)] internal static extern void st_tensor_dispose(nint handle);
    [DllImport(Library)] internal static extern nint st_tensor_from_memory(nint data, long[] sizes, int dim, int sourceDtype, int dtype, int deviceType, int deviceIndex, int requiresGrad, out nint result);
    [DllImport(Library)] internal static extern nint st_set_requires_grad(nint handle, int requiresGrad);
    [DllImport(Library)] internal static extern nint st_retain_grad(nint handle);
    [DllImport(Library)] internal static extern nint st_grad(nint handle, out nint result);
    [DllImport(Library)] internal static extern nint st_set_grad(nint handle, nint grad);
    [DllImport(Library)] internal static extern nint st_backward(nint[] tensors, int count, nint[] grads, int gradCount, int retainGraph, int createGraph, nint[] inputs, int inputCount);
    [DllImport(Library)] internal static extern nint st_autograd_grad(nint[] outputs, int outputCount, nint[] inputs, int inputCount, nint[] grads, int gradCount, int retainGraph, int createGraph, int allowUnused, [Out] nint[] results);
    [DllImport(Library)] internal static extern nint st_generator_seed(nint handle, ulong seed);
    [DllImport(Library)] internal static extern nint st_generator_initial_seed(nint handle, out ulong seed);
    [DllImport(Library)] internal static extern nint st_generator_state(nint handle, out nint result);
    [DllImport(Library)] internal static extern nint st_generator_set_state(nint handle, nint state);
    [DllImport(Library)] internal static extern nint st_set_num_threads(int threads);
    [DllImport(Library)] internal static extern nint st_set_num_interop_threads(int threads);
    [DllImport(Library)] internal static extern nint st_cuda_synchronize(int index);
#pragma warning restore SYSLIB1054, CA5392, IDE1006, CA2101

    [StructLayout(LayoutKind.Explicit, Size = 16)]
    internal struct Value
    {
        [FieldOffset(0)] internal int Tag;
        [FieldOffset(4)] internal int Count;
        [FieldOffset(8)] internal long Integer;
        [FieldOffset(8)] internal double Real;
        [FieldOffset(8)] internal nint Pointer;
    }
}
