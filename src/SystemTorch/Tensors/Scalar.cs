using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number whose type is known at run time: a boolean, an integer of 64 bits or a real of 64 bits, as libtorch keeps it.</summary>
public sealed class Scalar : IDisposable
{
    private readonly long _integer;
    private readonly double _real;
    private readonly torch.ScalarType _type;
    private bool _disposed;

    internal Scalar(long value, torch.ScalarType type = torch.ScalarType.Int64)
    {
        _integer = value;
        _type = type;
    }

    internal Scalar(double value)
    {
        _real = value;
        _type = torch.ScalarType.Float64;
    }

    public torch.ScalarType Type
    {
        get
        {
            if (_disposed)
                throw new InvalidOperationException("Scalar invalid -- empty handle.");
            return _type;
        }
    }

    internal double AsReal => Type == torch.ScalarType.Float64 ? _real : _integer;

    internal long AsInteger => Type == torch.ScalarType.Float64 ? checked((long)_real) : _integer;

    internal Arg ToArg() => Type switch
    {
        torch.ScalarType.Float64 => _real,
        torch.ScalarType.Bool => _integer != 0,
        _ => _integer,
    };

    public static implicit operator Scalar(byte value) => value.ToScalar();

    public static implicit operator Scalar(sbyte value) => value.ToScalar();

    public static implicit operator Scalar(short value) => value.ToScalar();

    public static implicit operator Scalar(int value) => value.ToScalar();

    public static implicit operator Scalar(long value) => value.ToScalar();

    public static implicit operator Scalar(Half value) => value.ToScalar();

    public static implicit operator Scalar(float value) => value.ToScalar();

    public static implicit operator Scalar(double value) => value.ToScalar();

    public static implicit operator Scalar(bool value) => value.ToScalar();

    public void Dispose() => _disposed = true;
}

/// <summary>Conversions between numbers and <see cref="Scalar"/>.</summary>
public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => new((long)value);

    public static Scalar ToScalar(this sbyte value) => new((long)value);

    public static Scalar ToScalar(this short value) => new((long)value);

    public static Scalar ToScalar(this int value) => new((long)value);

    public static Scalar ToScalar(this long value) => new(value);

    public static Scalar ToScalar(this Half value) => new((double)value);

    public static Scalar ToScalar(this float value) => new((double)value);

    public static Scalar ToScalar(this double value) => new(value);

    public static Scalar ToScalar(this bool value) => new(value ? 1 : 0, torch.ScalarType.Bool);

    public static Half ToHalf(this Scalar value) => (Half)value.AsReal;

    public static float ToSingle(this Scalar value) => (float)value.AsReal;

    public static double ToDouble(this Scalar value) => value.AsReal;

    public static sbyte ToSByte(this Scalar value) => checked((sbyte)value.AsInteger);

    public static byte ToByte(this Scalar value) => checked((byte)value.AsInteger);

    public static short ToInt16(this Scalar value) => checked((short)value.AsInteger);

    public static int ToInt32(this Scalar value) => checked((int)value.AsInteger);

    public static long ToInt64(this Scalar value) => value.AsInteger;

    public static bool ToBoolean(this Scalar value) => value.AsReal != 0;
}
