using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device ?? CPU);

    /// <summary>A tensor over the array's own memory where type and device allow: what is written to one is read from the other.</summary>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        RefuseNames(names);
        var shared = Over(rawArray, 0, ShapeOf(rawArray));
        var at = InitializeDevice(device);
        var wanted = dtype ?? shared.dtype;
        if (wanted != shared.dtype || at.type != DeviceType.CPU)
            shared = shared.to(wanted, at, disposeAfter: true);
        return shared.WithGradIf(requires_grad);
    }

    /// <summary>As <see cref="from_array(Array, ScalarType?, Device, bool, string[])"/>, from element <paramref name="offset"/> on; one dimension.</summary>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        var length = rawArray.LongLength;
        if (offset < 0 || offset >= length)
            throw new ArgumentException($"invalid value for 'offset': {offset}");
        if (count > length - offset)
            throw new IndexOutOfRangeException($"element count is too large: {count}");
        var shared = Over(rawArray, offset, [count < 0 ? length - offset : count]);
        if (dtype != shared.dtype)
            shared = shared.to_type(dtype, disposeAfter: true);
        return shared.WithGradIf(requires_grad);
    }

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    public static Tensor as_tensor(bool[] rawArray, ScalarType? dtype = null, Device? device = null) => from_array(rawArray, dtype, device);

    public static Tensor as_tensor(byte[] rawArray, ScalarType? dtype = null, Device? device = null) => from_array(rawArray, dtype, device);

    public static Tensor as_tensor(sbyte[] rawArray, ScalarType? dtype = null, Device? device = null) => from_array(rawArray, dtype, device);

    public static Tensor as_tensor(short[] rawArray, ScalarType? dtype = null, Device? device = null) => from_array(rawArray, dtype, device);

    public static Tensor as_tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null) => from_array(rawArray, dtype, device);

    public static Tensor as_tensor(long[] rawArray, ScalarType? dtype = null, Device? device = null) => from_array(rawArray, dtype, device);

    public static Tensor as_tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null) => from_array(rawArray, dtype, device);

    public static Tensor as_tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null) => from_array(rawArray, dtype, device);

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null)
    {
        var wanted = dtype ?? data.dtype;
        var at = device ?? data.device;
        if (wanted == data.dtype && at.type == data.device_type && at.index == data.device.index)
            return data.alias();
        return data.to(wanted, at);
    }

    private static unsafe Tensor Over(Array array, long offset, long[] shape)
    {
        var dtype = ScalarTypeOf(array.GetType().GetElementType()!);
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        fixed (long* sizes = shape)
        {
            var message = Native.st_tensor_over_memory((byte*)pin.AddrOfPinnedObject() + offset * BytesOf(dtype), sizes, shape.Length, (int)dtype, &Release,
                GCHandle.ToIntPtr(pin), out var result);
            if (message != 0)
                pin.Free();
            Failure.Check(message);
            return new Tensor(result);
        }
    }

    private static long BytesOf(ScalarType dtype) => dtype switch
    {
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 => 8,
        _ => 1,
    };

    // libtorch calls back when the last tensor over the memory is gone.
    [UnmanagedCallersOnly]
    private static void Release(nint pin) => GCHandle.FromIntPtr(pin).Free();
}
