namespace LibTorchSharp.Probe;

/// <summary>A recipe for one or two arguments of a C function. The arguments are created anew for every call.</summary>
public abstract class Value
{
    /// <summary>The number of arguments.</summary>
    internal virtual int Width => 1;

    internal abstract IEnumerable<object?> Expand(Session session);

    /// <summary>Returns a recipe for the same kind of argument with another value; null if there is no other value.</summary>
    internal virtual Value? Altered() => null;
}

/// <summary>Memory with values, and the callback with which its owner frees it.</summary>
internal sealed class BufferValue(DataType type, double[] values) : Value
{
    internal override int Width => 2;

    internal override BufferValue Altered() => new(type, [values[0] + 1, .. values[1..]]);

    // One delegate for all buffers. Native code calls this delegate when the last tensor that uses the memory is freed.
    private static readonly Delegate FreeBuffer = Delegate.CreateDelegate(
        NativeFunctions.Assembly.GetType("TorchSharp.PInvoke.GCHandleDeleter", true)!, typeof(BufferValue), nameof(Free));

    private static readonly Dictionary<IntPtr, int> Blocks = [];

    /// <summary>Blocks of memory that are not freed yet.</summary>
    internal static int Live => Blocks.Count;

    internal override IEnumerable<object?> Expand(Session session)
    {
        var step = type.Name.StartsWith("complex", StringComparison.Ordinal) ? type.Size / 2 : type.Size;
        var size = Math.Max(1, values.Length) * step;
        var memory = Marshal.AllocHGlobal(size);
        Blocks[memory] = size;
        for (var i = 0; i < values.Length; i++)
            type.Write(memory + i * step, values[i]);
        return [memory, FreeBuffer];
    }

    /// <summary>Frees the block that contains an address, because a tensor may start inside its block.</summary>
    private static void Free(IntPtr address)
    {
        var start = Blocks.First(block => address >= block.Key && address < block.Key + block.Value).Key;
        Blocks.Remove(start);
        Marshal.FreeHGlobal(start);
    }
}

internal sealed class TensorValue(DataType type, long[] shape, double[] values, bool requiresGrad = false, bool transposed = false) : Value
{
    public TensorValue Grad() => new(type, shape, values, true, transposed);

    /// <summary>A view with its last two dimensions exchanged, so that the values are not contiguous.</summary>
    public TensorValue T() => new(type, shape, values, requiresGrad, true);

    internal override Value Altered() => new TensorValue(type, shape, [.. values.Select((_, i) => Altered(i))], requiresGrad, transposed);

    private double Altered(int index)
    {
        var next = values[(index + 1) % values.Length];
        return index > 0 ? next : type == DataType.Bool ? 1 - values[0] : next + 1;
    }

    internal override IEnumerable<object?> Expand(Session session)
    {
        var buffer = new BufferValue(type, values).Expand(session).ToArray();
        using var dimensions = new PinnedLongs(shape);
        var tensor = session.Own(Raw.Pointer("THSTensor_new", buffer[0], buffer[1], dimensions.Address, shape.Length, type.Code, type.Code,
            0, -1, requiresGrad), Kind.Tensor);
        Raw.Check();
        if (transposed)
            tensor = session.Own(Raw.Pointer("THSTensor_transpose", tensor, -1, -2), Kind.Tensor);
        Raw.Check();
        return [tensor];
    }
}

internal sealed class ResizableValue(int dataType) : Value
{
    internal override IEnumerable<object?> Expand(Session session)
    {
        using var none = new PinnedLongs([0]);
        return [session.Own(Raw.Pointer("THSTensor_empty", none.Address, 1, dataType, 0, -1, false), Kind.Tensor)];
    }
}

/// <summary>A scalar of one of the types that TorchSharp passes.</summary>
internal sealed class ScalarValue(string constructor, object value) : Value
{
    internal override Value? Altered() => value is bool
        ? null
        : new ScalarValue(constructor, Convert.ChangeType(Convert.ToDouble(value, Text.Culture) + 1, value.GetType(), Text.Culture));

    internal override IEnumerable<object?> Expand(Session session) => [session.Own(Raw.Pointer(constructor, value), Kind.Scalar)];
}

/// <summary>A pointer to 64-bit integers or doubles, alone or followed by their number.</summary>
internal sealed class ArrayValue(long[] bits, bool withLength) : Value
{
    internal override int Width => withLength ? 2 : 1;

    // For an integer, adding 1 to the bits gives another integer. For a double, adding 1 would give the next double, and no result would
    // show this change.
    internal override ArrayValue Altered() =>
        new([bits[0] is > 1L << 52 or < -(1L << 52) ? bits[0] ^ 1L << 51 : bits[0] + 1, .. bits[1..]], withLength);

    internal override IEnumerable<object?> Expand(Session session)
    {
        var array = new PinnedLongs(bits);
        session.AtEnd(array.Dispose);
        return withLength ? [array.Address, bits.Length] : [array.Address];
    }
}

/// <summary>A pointer to texts, alone or followed by their number.</summary>
internal sealed class TextsValue(string?[] texts, bool withLength) : Value
{
    internal override int Width => withLength ? 2 : 1;

    internal override TextsValue Altered() => new(["another", .. texts[1..]], withLength);

    internal override IEnumerable<object?> Expand(Session session)
    {
        var pointers = texts.Select(text => text is null ? 0 : (long)Marshal.StringToHGlobalAnsi(text)).ToArray();
        session.AtEnd(() => Array.ForEach(pointers, pointer => Marshal.FreeHGlobal(new IntPtr(pointer))));
        return new ArrayValue(pointers, withLength).Expand(session);
    }
}

/// <summary>A pointer to handles of tensors or scalars, alone or followed by their number. Null gives a null pointer.</summary>
internal sealed class HandlesValue(object?[] items, bool withLength) : Value
{
    internal override int Width => withLength ? 2 : 1;

    internal override HandlesValue? Altered() =>
        items[0] is Value first && first.Altered() is { } other ? new([other, .. items[1..]], withLength) : null;

    internal override IEnumerable<object?> Expand(Session session)
    {
        var pointers = items.Select(item => (long)(item switch
        {
            Value value => session.Make(value).Pointer,
            Handle handle => handle.Pointer,
            _ => 0,
        })).ToArray();
        return new ArrayValue(pointers, withLength).Expand(session);
    }
}

/// <summary>Handles as a managed array, followed by their number, for declarations that take a managed array.</summary>
internal sealed class ManagedHandlesValue(Value[] items) : Value
{
    internal override int Width => 2;

    internal override ManagedHandlesValue? Altered() => items[0].Altered() is { } other ? new([other, .. items[1..]]) : null;

    internal override IEnumerable<object?> Expand(Session session) => [items.Select(session.Make).ToArray(), items.Length];
}

internal sealed class GeneratorValue(ulong seed) : Value
{
    internal override GeneratorValue Altered() => new(seed + 1);

    internal override IEnumerable<object?> Expand(Session session) =>
        [session.Own(Raw.Pointer("THSGenerator_new", seed, 0, -1), Kind.Generator)];
}

internal sealed class PinnedLongs(long[] values) : IDisposable
{
    private GCHandle pin = GCHandle.Alloc(values, GCHandleType.Pinned);

    public IntPtr Address => pin.AddrOfPinnedObject();

    public void Dispose() => pin.Free();
}
