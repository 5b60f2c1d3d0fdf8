namespace LibTorchSharp.Probe;

/// <summary>
/// Short names for arguments. Values are asymmetric and multiples of 1/16, so that sums and products are exact in any order.
/// </summary>
internal static class Arguments
{
    /// <summary>Returns a case that calls one function. A name without a prefix is a THSTensor function.</summary>
    public static Case Call(string function, params object?[] arguments)
    {
        var name = FullName(function);
        return new Case(name, session => session.Call(name, arguments));
    }

    /// <summary>Returns a case that calls several functions.</summary>
    public static Case Steps(string function, Action<Session> body, params string[] covers) =>
        new(FullName(function), body) { Covers = covers };

    /// <summary>Returns a case whose result has uninitialised memory, so that only type and shape are compared.</summary>
    public static Case ShapeOf(string function, params object?[] arguments) => Steps(function, session =>
    {
        session.ShapesOnly = true;
        session.Call(FullName(function), arguments);
    });

    public static IEnumerable<Case> Each(string functions, Func<string, Case> create) =>
        functions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(create);

    public static string FullName(string function) =>
        function.StartsWith("THS", StringComparison.Ordinal) ? function : "THSTensor_" + function;

    /// <summary>Returns a float32 tensor with values between -1.8 and 1.9.</summary>
    public static TensorValue F(string shape, int salt = 0) => Tensor(DataType.Float32, shape, i => Signed(i, salt));

    /// <summary>Returns a float64 tensor with values between -1.9 and 1.9.</summary>
    public static TensorValue D(string shape, int salt = 0) => Tensor(DataType.Float64, shape, i => Signed(i, salt));

    /// <summary>Returns a float16 tensor with values between -1.9 and 1.9.</summary>
    public static TensorValue H(string shape, int salt = 0) => Tensor(DataType.Float16, shape, i => Signed(i, salt));

    /// <summary>Returns a bfloat16 tensor with values between -1.9 and 1.9.</summary>
    public static TensorValue BF(string shape, int salt = 0) => Tensor(DataType.BFloat16, shape, i => Signed(i, salt));

    /// <summary>Returns a float32 tensor with values between 0.06 and 3.8.</summary>
    public static TensorValue Pos(string shape, int salt = 0) => Tensor(DataType.Float32, shape, i => Step(i, salt) / 16.0);

    /// <summary>Returns a float32 tensor with values between 0.01 and 0.94.</summary>
    public static TensorValue Unit(string shape, int salt = 0) => Tensor(DataType.Float32, shape, i => Step(i, salt) / 64.0);

    /// <summary>Returns a complex64 tensor.</summary>
    public static TensorValue C(string shape, int salt = 0) =>
        new(DataType.Complex64, Sizes(shape), [.. Enumerable.Range(0, 2 * (int)Count(shape)).Select(i => Signed(i, salt))]);

    /// <summary>Returns an int64 tensor with values between -5 and 5.</summary>
    public static TensorValue I(string shape, int salt = 0) => Tensor(DataType.Int64, shape, i => Step(i, salt) % 11 - 5);

    /// <summary>Returns an int64 tensor with values between 0 and limit - 1.</summary>
    public static TensorValue Index(string shape, int limit, int salt = 0) => Tensor(DataType.Int64, shape, i => Step(i, salt) % limit);

    /// <summary>Returns a bool tensor. About a third of its values are true.</summary>
    public static TensorValue B(string shape, int salt = 0) => Tensor(DataType.Bool, shape, i => Step(i, salt) % 3 == 0 ? 1 : 0);

    /// <summary>Returns a float32 tensor with the given values.</summary>
    public static TensorValue V(string shape, params double[] values) => new(DataType.Float32, Sizes(shape), values);

    /// <summary>Returns an int64 tensor with the given values in one dimension.</summary>
    public static TensorValue L(params double[] values) => new(DataType.Int64, [values.Length], values);

    public static TensorValue Typed(DataType type, string shape, params double[] values) => new(type, Sizes(shape), values);

    /// <summary>A pointer to values in memory, and the callback that frees it.</summary>
    public static Value Buffer(DataType type, params double[] values) => new BufferValue(type, values);

    /// <summary>An empty tensor that owns its memory, for functions that resize their out argument.</summary>
    public static Value Resizable(int dataType) => new ResizableValue(dataType);

    public static Value Scalar(double value) => new ScalarValue("THSTorch_float64_to_scalar", value);

    public static Value Float(double value) => new ScalarValue("THSTorch_float32_to_scalar", (float)value);

    public static Value Whole(long value) => new ScalarValue("THSTorch_int64_to_scalar", value);

    /// <summary>A pointer to 64-bit integers and their number.</summary>
    public static Value Ints(params long[] values) => new ArrayValue(values, true);

    /// <summary>A pointer to 64-bit integers, without their number.</summary>
    public static Value Bare(params long[] values) => new ArrayValue(values, false);

    /// <summary>A pointer to doubles and their number.</summary>
    public static Value Reals(params double[] values) => new ArrayValue([.. values.Select(BitConverter.DoubleToInt64Bits)], true);

    /// <summary>A pointer to one double.</summary>
    public static Value Real(double value) => new ArrayValue([BitConverter.DoubleToInt64Bits(value)], false);

    /// <summary>A null pointer and the length 0.</summary>
    public static Value NoInts { get; } = new AbsentArray();

    /// <summary>A pointer to texts and their number.</summary>
    public static Value Texts(params string?[] texts) => new TextsValue(texts, true);

    /// <summary>A pointer to texts, without their number.</summary>
    public static Value BareTexts(params string?[] texts) => new TextsValue(texts, false);

    /// <summary>A pointer to tensors and their number.</summary>
    public static Value Tensors(params object?[] tensors) => new HandlesValue(tensors, true);

    /// <summary>A pointer to tensors, without their number.</summary>
    public static Value BareTensors(params object?[] tensors) => new HandlesValue(tensors, false);

    /// <summary>A managed array of tensors and their number.</summary>
    public static Value TensorArray(params Value[] tensors) => new ManagedHandlesValue(tensors);

    public static Value Seeded(ulong seed) => new GeneratorValue(seed);

    public static long[] Sizes(string shape) =>
        shape.Length == 0 ? [] : [.. shape.Split('x').Select(size => long.Parse(size, Text.Culture))];

    private static TensorValue Tensor(DataType type, string shape, Func<int, double> value) =>
        new(type, Sizes(shape), [.. Enumerable.Range(0, (int)Count(shape)).Select(value)]);

    private static long Count(string shape) => Sizes(shape).Aggregate(1L, (product, size) => product * size);

    private static double Signed(int index, int salt) => (Step(index, salt) - 30) / 16.0;

    /// <summary>Returns the numbers from 1 to 60 in an order without linear pattern: the powers of a primitive root.</summary>
    private static int Step(int index, int salt) => Powers[(index + 13 * salt) % Powers.Length];

    private static readonly int[] Powers =
        [.. Enumerable.Range(0, 60).Select(exponent => (int)System.Numerics.BigInteger.ModPow(2, exponent + 7, 61))];

    private sealed class AbsentArray : Value
    {
        internal override int Width => 2;

        internal override IEnumerable<object?> Expand(Session session) => [IntPtr.Zero, 0];
    }
}
