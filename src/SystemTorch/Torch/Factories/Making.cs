using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    private static Tensor Filled(string name, ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        RefuseNames(names);
        return Op.T(name, size, dtype ?? s_defaultDtype, Arg.None, InitializeDevice(device)).WithGradIf(requires_grad);
    }

    private static Tensor Full(ReadOnlySpan<long> size, Scalar value, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        RefuseNames(names);
        var own = value.Type == ScalarType.Float64 ? s_defaultDtype : ScalarType.Int64;
        return Op.T("full", size, value, dtype ?? own, Arg.None, InitializeDevice(device)).WithGradIf(requires_grad);
    }

    private static Tensor Random(string name, ReadOnlySpan<long> size, Generator? generator, ScalarType? dtype, Device? device, bool requires_grad,
        string[]? names)
    {
        RefuseNames(names);
        return Op.T(name, size, generator, dtype ?? s_defaultDtype, Arg.None, InitializeDevice(device)).WithGradIf(requires_grad);
    }

    private static Tensor FromElement<T>(T scalar, ScalarType? dtype, Device? device, bool requires_grad) where T : unmanaged =>
        FromElements(new ReadOnlySpan<T>(in scalar), [], dtype, device, requires_grad, null);

    // A copy of the first elements, as many as the size asks for.
    private static unsafe Tensor FromElements<T>(ReadOnlySpan<T> elements, ReadOnlySpan<long> size, ScalarType? dtype, Device? device, bool requires_grad,
        string[]? names) where T : unmanaged
    {
        RefuseNames(names);
        long count = 1;
        foreach (var extent in size)
            count *= extent;
        if (count > elements.Length)
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {count} vs. {elements.Length}");
        var source = s_scalarTypes[typeof(T)];
        var at = InitializeDevice(device);
        fixed (T* data = elements)
        fixed (long* extents = size)
        {
            Failure.Check(Native.st_tensor_from_memory(data, extents, size.Length, NumberOf(source), NumberOf(dtype ?? source), (int)at.type, at.index,
                requires_grad ? 1 : 0, out var result));
            return new Tensor(result);
        }
    }

    private static Tensor FromArray<T>(T[,] array, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) where T : unmanaged =>
        FromElements<T>(ElementsOf<T>(array), ShapeOf(array), dtype, device, requires_grad, names);

    private static Tensor FromArray<T>(T[,,] array, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) where T : unmanaged =>
        FromElements<T>(ElementsOf<T>(array), ShapeOf(array), dtype, device, requires_grad, names);

    private static Tensor FromArray<T>(T[,,,] array, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) where T : unmanaged =>
        FromElements<T>(ElementsOf<T>(array), ShapeOf(array), dtype, device, requires_grad, names);

    private static ReadOnlySpan<T> ElementsOf<T>(Array array) where T : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private static long[] ShapeOf(Array array) => Enumerable.Range(0, array.Rank).Select(array.GetLongLength).ToArray();

    private static void RefuseNames(string[]? names)
    {
        if (names is { Length: > 0 })
            throw new NotSupportedException("The system engine has no tensors with named dimensions.");
    }

    public partial class Tensor
    {
        internal Tensor WithGradIf(bool requires_grad) => requires_grad ? requires_grad_() : this;
    }
}
