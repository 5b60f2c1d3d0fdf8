using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests.Oracle;

/// <summary>The comparison with PyTorch notices what it is there to notice.</summary>
public class TensorJsonTests
{
    [Fact]
    public void A_tensor_comes_back_as_it_went()
    {
        foreach (var tensor in new[] { tensor(new[] { 1f, -0f, float.NaN, float.MinValue }), arange(6).reshape(2, 3), zeros(0, 2), tensor(true) })
            TensorJson.AssertSame(TensorJson.ToJson(tensor), TensorJson.FromJson(TensorJson.ToJson(tensor)), sameLibtorch: true, "round trip");
    }

    [Fact]
    public void One_bit_is_a_difference()
    {
        var expected = TensorJson.ToJson(tensor(1f));

        Assert.ThrowsAny<Exception>(() => TensorJson.AssertSame(expected, tensor(MathF.BitIncrement(1f)), sameLibtorch: true, "value"));
        TensorJson.AssertSame(expected, tensor(MathF.BitIncrement(1f)), sameLibtorch: true, "value", tolerance: 1e-6);
        Assert.ThrowsAny<Exception>(() => TensorJson.AssertSame(expected, tensor(float.NaN), sameLibtorch: true, "value", tolerance: 1e-6));
    }

    [Fact]
    public void Another_type_or_shape_is_a_difference()
    {
        var expected = TensorJson.ToJson(ones(2));

        Assert.ThrowsAny<Exception>(() => TensorJson.AssertSame(expected, ones(2, dtype: ScalarType.Float64), sameLibtorch: true, "type"));
        Assert.ThrowsAny<Exception>(() => TensorJson.AssertSame(expected, ones(2, 1), sameLibtorch: true, "shape"));
    }
}
