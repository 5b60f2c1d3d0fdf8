using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests.Contract;

/// <summary>
/// The same source gives the same tensors with every engine: which of TorchSharp's overloads a call binds to decides the type and shape of its result.
/// The expected values are TorchSharp 0.107.0's own; with a NuGet engine these tests run on it.
/// </summary>
public sealed class OverloadResolutionTests
{
    public static TheoryData<string, ScalarType> Types { get; } = new()
    {
        { "tensor(1)", ScalarType.Int32 },
        { "tensor(1L)", ScalarType.Int64 },
        { "tensor(1f)", ScalarType.Float32 },
        { "tensor(1.0)", ScalarType.Float64 },
        { "tensor(true)", ScalarType.Bool },
        { "tensor(byte)", ScalarType.Byte },
        { "tensor(int[])", ScalarType.Int32 },
        { "tensor(long[])", ScalarType.Int64 },
        { "tensor(float[])", ScalarType.Float32 },
        { "tensor(List<double>)", ScalarType.Float64 },
        { "tensor(1, dtype)", ScalarType.Float32 },
        { "arange(3)", ScalarType.Int64 },
        { "arange(3.0)", ScalarType.Float32 },
        { "zeros(2)", ScalarType.Float32 },
        { "full(2, 1)", ScalarType.Int64 },
        { "float + 1", ScalarType.Float32 },
        { "float * 2.0", ScalarType.Float32 },
        { "1 - float", ScalarType.Float32 },
        { "long + 1", ScalarType.Int64 },
        { "long + 1.5", ScalarType.Float32 },
        { "long / 2", ScalarType.Float32 },
        { "float < 1", ScalarType.Bool },
        { "long == long", ScalarType.Bool },
        { "-int", ScalarType.Int32 },
        { "implicit 3", ScalarType.Int32 },
        { "implicit 3.0", ScalarType.Float64 },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void An_expression_has_TorchSharps_type(string expression, ScalarType expected)
    {
        using var scope = NewDisposeScope();

        Assert.Equal(expected, Evaluate(expression).dtype);
    }

    [Fact]
    public void A_Scalar_never_becomes_a_tensor_by_itself()
    {
        Scalar scalar = 3.0;

        Assert.Throws<InvalidOperationException>(() => (Tensor)scalar);
    }

    [Fact]
    public void An_int_in_brackets_selects_and_a_range_keeps_the_dimension()
    {
        using var scope = NewDisposeScope();
        var x = arange(6).reshape(2, 3);

        Assert.Equal([3L], x[0].shape);
        Assert.Equal([1L], x[0, TensorIndex.Slice(1, 2)].shape);
        Assert.Equal([1L, 3L], x[0..1].shape);
        Assert.Equal([2L, 2L], x[.., 1..].shape);
        Assert.Equal([2L], x[TensorIndex.Ellipsis, 0].shape);
        Assert.Equal(5, x[^1, ^1].item<long>());
    }

    [Fact]
    public void A_number_and_a_tensor_are_both_accepted_where_a_value_is_written()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 2);

        x[0, 1] = 2f;
        x[1] = tensor(new[] { 3f, 4f });

        Assert.Equal([0f, 2f, 3f, 4f], x.data<float>().ToArray());
    }

    [Fact]
    public void Two_integers_are_a_shape_and_two_arrays_are_values_and_a_shape()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([2L, 3L], zeros(2, 3).shape);
        Assert.Equal([2L, 3L], zeros([2, 3]).shape);
        Assert.Equal([2L, 1L], tensor(new[] { 1f, 2f }, new long[] { 2, 1 }).shape);
        Assert.Equal([1L, 2L], tensor(new[] { 1f, 2f }, 1, 2).shape);
        Assert.Equal([2L, 1L], tensor(new float[,] { { 1 }, { 2 } }).shape);
    }

    private static Tensor Evaluate(string expression)
    {
        var (floats, longs, ints) = (ones(2), ones(2, dtype: int64), ones(2, dtype: int32));
        return expression switch
        {
            "tensor(1)" => tensor(1),
            "tensor(1L)" => tensor(1L),
            "tensor(1f)" => tensor(1f),
            "tensor(1.0)" => tensor(1.0),
            "tensor(true)" => tensor(true),
            "tensor(byte)" => tensor((byte)1),
            "tensor(int[])" => tensor(new[] { 1, 2 }),
            "tensor(long[])" => tensor(new[] { 1L, 2L }),
            "tensor(float[])" => tensor(new[] { 1f, 2f }),
            "tensor(List<double>)" => tensor(new List<double> { 1, 2 }),
            "tensor(1, dtype)" => tensor(1, dtype: float32),
            "arange(3)" => arange(3),
            "arange(3.0)" => arange(3.0),
            "zeros(2)" => zeros(2),
            "full(2, 1)" => full(2, 1),
            "float + 1" => floats + 1,
            "float * 2.0" => floats * 2.0,
            "1 - float" => 1 - floats,
            "long + 1" => longs + 1,
            "long + 1.5" => longs + 1.5,
            "long / 2" => longs / 2,
            "float < 1" => floats < 1,
            "long == long" => longs == longs.alias(),
            "-int" => -ints,
            "implicit 3" => 3,
            "implicit 3.0" => 3.0,
            _ => throw new ArgumentException($"No expression {expression}.", nameof(expression)),
        };
    }
}
