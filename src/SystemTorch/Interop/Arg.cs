using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal enum Tag
{
    None, Tensor, Int, Double, Bool, String, IntList, DoubleList, TensorList, Device, Generator, BoolList,
}

/// <summary>An argument or a result as the shim reads and writes it.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct Value
{
    [FieldOffset(0)] internal Tag Tag;
    [FieldOffset(4)] internal int Count;
    [FieldOffset(8)] internal long Integer;
    [FieldOffset(8)] internal double Real;
    [FieldOffset(8)] internal nint Pointer;
}

/// <summary>
/// An argument of an operator, made by an implicit conversion from what it is: <c>Op.T("add.Tensor", left, right)</c>.
/// A null reference or nullable is the operator's None.
/// </summary>
internal readonly struct Arg
{
    internal readonly Value Value;
    internal readonly object? Reference;

    private Arg(Tag tag, object? reference, long integer = 0, int count = 0)
    {
        Value = new Value { Tag = tag, Integer = integer, Count = count };
        Reference = reference;
    }

    private Arg(double real) => Value = new Value { Tag = Tag.Double, Real = real };

    internal static Arg None => default;

    public static implicit operator Arg(Tensor? tensor) => tensor is null ? default : new(Tag.Tensor, tensor);
    public static implicit operator Arg(Tensor?[] tensors) => new(Tag.TensorList, tensors);
    public static implicit operator Arg(long value) => new(Tag.Int, null, value);
    public static implicit operator Arg(int value) => new(Tag.Int, null, value);
    public static implicit operator Arg(double value) => new(value);
    public static implicit operator Arg(float value) => new((double)value);
    public static implicit operator Arg(bool value) => new(Tag.Bool, null, value ? 1 : 0);
    public static implicit operator Arg(long? value) => value.HasValue ? value.Value : default(Arg);
    public static implicit operator Arg(int? value) => value.HasValue ? value.Value : default(Arg);
    public static implicit operator Arg(double? value) => value.HasValue ? value.Value : default(Arg);
    public static implicit operator Arg(bool? value) => value.HasValue ? value.Value : default(Arg);
    public static implicit operator Arg(ScalarType value) => new(Tag.Int, null, NumberOf(value));
    public static implicit operator Arg(ScalarType? value) => value.HasValue ? value.Value : default(Arg);
    public static implicit operator Arg(string? text) => text is null ? default : new(Tag.String, text);
    public static implicit operator Arg(long[]? values) => values is null ? default : new(Tag.IntList, values);
    public static implicit operator Arg(ReadOnlySpan<long> values) => new(Tag.IntList, values.ToArray());
    public static implicit operator Arg(double[]? values) => values is null ? default : new(Tag.DoubleList, values);
    public static implicit operator Arg(bool[]? values) => values is null ? default : new(Tag.BoolList, values);
    public static implicit operator Arg(Generator? generator) => generator is null ? default : new(Tag.Generator, generator);
    public static implicit operator Arg(Device? device) => device is null ? default : new(Tag.Device, null, device.index, (int)device.type);
    public static implicit operator Arg(Scalar? scalar) => scalar is null ? default : scalar.ToArg();
}
