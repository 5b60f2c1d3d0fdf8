namespace LibTorchSharp.Probe;

/// <summary>A data type: its code in the C interface, its size, and the conversion of elements.</summary>
internal sealed record DataType(string Name, sbyte Code, int Size, Action<IntPtr, double> Write, Func<IntPtr, string> Read)
{
    public static readonly DataType UInt8 = Create<byte>("uint8", 0, value => (byte)value);
    public static readonly DataType Int8 = Create<sbyte>("int8", 1, value => (sbyte)value);
    public static readonly DataType Int16 = Create<short>("int16", 2, value => (short)value);
    public static readonly DataType Int32 = Create<int>("int32", 3, value => (int)value);
    public static readonly DataType Int64 = Create<long>("int64", 4, value => (long)value);
    public static readonly DataType Float16 = Create<Half>("float16", 5, value => (Half)value);
    public static readonly DataType Float32 = Create<float>("float32", 6, value => (float)value);
    public static readonly DataType Float64 = Create<double>("float64", 7, value => value);
    public static readonly DataType Complex64 = Pair("complex64", 9, Float32);
    public static readonly DataType Complex128 = Pair("complex128", 10, Float64);
    public static readonly DataType Bool = Create<byte>("bool", 11, value => value != 0 ? (byte)1 : (byte)0);
    public static readonly DataType BFloat16 = Create<ushort>("bfloat16", 15,
        value => (ushort)(BitConverter.SingleToUInt32Bits((float)value) >> 16))
        with
    { Read = address => BitConverter.UInt32BitsToSingle((uint)Load<ushort>(address) << 16).ToString(Text.Culture) };

    private static readonly DataType[] All = [UInt8, Int8, Int16, Int32, Int64, Float16, Float32, Float64, Complex64, Complex128,
        Bool, BFloat16];

    /// <summary>Returns the type with this code, or null for a quantised type.</summary>
    public static DataType? FromCode(int code) => All.FirstOrDefault(type => type.Code == code);

    private static DataType Create<T>(string name, sbyte code, Func<double, T> convert)
        where T : unmanaged, IFormattable =>
            new(name, code, SizeOf<T>(), (address, value) => Store(address, convert(value)),
                address => Load<T>(address).ToString(null, Text.Culture));

    private static DataType Pair(string name, sbyte code, DataType part) =>
        new(name, code, 2 * part.Size, part.Write, address => $"{part.Read(address)} {part.Read(address + part.Size)}");

    private static unsafe int SizeOf<T>() where T : unmanaged => sizeof(T);

    private static unsafe void Store<T>(IntPtr address, T value) where T : unmanaged => *(T*)address = value;

    private static unsafe T Load<T>(IntPtr address) where T : unmanaged => *(T*)address;
}
