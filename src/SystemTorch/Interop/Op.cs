using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>
/// Runs ATen operators by name through libtorch's dispatcher. A name is "add.Tensor" (operator aten::add, overload Tensor) or "prims::add".
/// Arguments go in the order of the operator's schema; those left out at the end take the schema's defaults.
/// </summary>
internal static unsafe class Op
{
    private const int MostResults = 8;

    private static readonly ConcurrentDictionary<string, nint> Found = new();

    /// <summary>One tensor.</summary>
    internal static Tensor T(string name, params ReadOnlySpan<Arg> args)
    {
        Value result;
        Expect(1, Call(name, args, &result, 1), name);
        return result.Pointer != 0 ? Own(result) : throw new InvalidOperationException($"aten::{name} returned no tensor.");
    }

    /// <summary>Two tensors. Where the operator leaves one undefined, its handle is invalid.</summary>
    internal static (Tensor, Tensor) T2(string name, params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc Value[MostResults];
        Expect(2, Call(name, args, results, MostResults), name);
        return (Own(results[0]), Own(results[1]));
    }

    /// <summary>Three tensors. Where the operator leaves one undefined, its handle is invalid.</summary>
    internal static (Tensor, Tensor, Tensor) T3(string name, params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc Value[MostResults];
        Expect(3, Call(name, args, results, MostResults), name);
        return (Own(results[0]), Own(results[1]), Own(results[2]));
    }

    /// <summary>A list of tensors.</summary>
    internal static Tensor[] List(string name, params ReadOnlySpan<Arg> args)
    {
        Value result;
        Expect(1, Call(name, args, &result, 1), name);
        var tensors = new Tensor[result.Count];
        for (var i = 0; i < tensors.Length; i++)
            tensors[i] = new Tensor(((nint*)result.Pointer)[i]);
        Native.st_free(result.Pointer);
        return tensors;
    }

    /// <summary>An operator that works in place on its first argument, which is returned.</summary>
    internal static Tensor InPlace(string name, params ReadOnlySpan<Arg> args)
    {
        Call(name, args, null, 0);
        return (Tensor)args[0].Reference!;
    }

    /// <summary>A boolean.</summary>
    internal static bool Bool(string name, params ReadOnlySpan<Arg> args) => Number(name, args).Integer != 0;

    /// <summary>An integer, or a dtype.</summary>
    internal static long Int(string name, params ReadOnlySpan<Arg> args) => Number(name, args).Integer;

    /// <summary>A number of whatever type the operator gives.</summary>
    internal static Value Number(string name, params ReadOnlySpan<Arg> args)
    {
        Value result;
        Expect(1, Call(name, args, &result, 1), name);
        return result;
    }

    private static void Expect(int expected, int count, string name)
    {
        if (count != expected)
            throw new InvalidOperationException($"aten::{name} returned {count} results where {expected} were expected.");
    }

    private static Tensor Own(in Value result) => new(result.Pointer);

    private static int Call(string name, ReadOnlySpan<Arg> args, Value* results, int capacity)
    {
        var op = Found.TryGetValue(name, out var known) ? known : Find(name);
        var size = ListBytes(args);
        var rented = size > 2048 ? (byte*)NativeMemory.Alloc((nuint)size) : null;
        var space = stackalloc byte[rented == null ? size : 0];
        var values = stackalloc Value[args.Length];
        int count;
        try
        {
            Write(args, values, rented == null ? space : rented);
            Failure.Check(Native.st_operator_call(op, values, args.Length, results, capacity, &count));
        }
        finally
        {
            NativeMemory.Free(rented);
        }
        KeepAlive(args);
        return count;
    }

    // A tensor must not be finalised while the shim still reads its handle. The span's elements lie in the caller's frame, and the compiler of .NET 10
    // reports those for as long as the frame is there; nothing promises that it will.
    private static void KeepAlive(ReadOnlySpan<Arg> args)
    {
        foreach (ref readonly var arg in args)
            GC.KeepAlive(arg.Reference);
    }

    private static nint Find(string name)
    {
        var qualified = name.Contains("::", StringComparison.Ordinal) ? name : "aten::" + name;
        var dot = qualified.IndexOf('.', StringComparison.Ordinal);
        fixed (byte* operatorName = Utf8(dot < 0 ? qualified : qualified[..dot]))
        fixed (byte* overload = Utf8(dot < 0 ? "" : qualified[(dot + 1)..]))
        {
            Failure.Check(Native.st_operator_find(operatorName, overload, out var op));
            return Found.GetOrAdd(name, op);
        }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private static int ListBytes(ReadOnlySpan<Arg> args)
    {
        var bytes = 0;
        foreach (ref readonly var arg in args)
        {
            bytes += arg.Reference switch
            {
                long[] or double[] or Tensor[] => 8 * ((Array)arg.Reference).Length,
                bool[] values => (values.Length + 7) & ~7,
                string text => (Encoding.UTF8.GetByteCount(text) + 7) & ~7,
                _ => 0,
            };
        }
        return bytes;
    }

    private static void Write(ReadOnlySpan<Arg> args, Value* values, byte* space)
    {
        for (var i = 0; i < args.Length; i++)
        {
            values[i] = args[i].Value;
            switch (args[i].Reference)
            {
                case null:
                    break;
                case Tensor tensor:
                    values[i].Pointer = tensor.Handle;
                    break;
                case Generator generator:
                    ObjectDisposedException.ThrowIf(generator.Handle == 0, generator);
                    values[i].Pointer = generator.Handle;
                    break;
                case object list:
                    values[i].Pointer = (nint)space;
                    values[i].Count = WriteList(list, space);
                    space += (values[i].Count * (list is bool[] or string ? 1 : 8) + 7) & ~7;
                    break;
            }
        }
    }

    private static int WriteList(object list, byte* space)
    {
        switch (list)
        {
            case long[] integers:
                integers.CopyTo(new Span<long>(space, integers.Length));
                return integers.Length;
            case double[] reals:
                reals.CopyTo(new Span<double>(space, reals.Length));
                return reals.Length;
            case bool[] booleans:
                booleans.CopyTo(new Span<bool>(space, booleans.Length));
                return booleans.Length;
            case string text:
                return Encoding.UTF8.GetBytes(text, new Span<byte>(space, Encoding.UTF8.GetByteCount(text)));
            case Tensor?[] tensors:
                for (var i = 0; i < tensors.Length; i++)
                    ((nint*)space)[i] = tensors[i] is null ? 0 : tensors[i]!.Handle;
                return tensors.Length;
            default:
                throw new InvalidOperationException($"An operator can't be given a {list.GetType().Name}.");
        }
    }
}
