using TorchSharp;

namespace SystemTorch.Tests.Tensors;

/// <summary>Element types and the ways between them.</summary>
public sealed class ConversionTests : IDisposable
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Each_type_has_its_conversion()
    {
        var a = torch.tensor([0.0, 1.75, 3.5]);

        Assert.Equal(
            [torch.@bool, torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64, torch.float16, torch.bfloat16, torch.float32, torch.float64],
            new[] { a.@bool(), a.@byte(), a.@char(), a.@short(), a.@int(), a.@long(), a.half(), a.bfloat16(), a.@float(), a.@double() }.Select(t => t.dtype));
        Assert.Equal([0L, 1, 3], a.@long().data<long>().ToArray());
        Assert.Equal([false, true, true], a.@bool().data<bool>().ToArray());
        Assert.Equal([(Half)0, (Half)1.75, (Half)3.5], a.half().data<Half>().ToArray());
    }

    [Fact]
    public void A_conversion_to_the_same_type_is_the_same_memory_unless_a_copy_is_asked_for()
    {
        var a = torch.zeros(1);
        var (same, copy) = (a.to(torch.float32), a.to(torch.float32, copy: true));
        a.add_(1);

        Assert.Equal(1, same.ToSingle());
        Assert.Equal(0, copy.ToSingle());
    }

    [Fact]
    public void The_overloads_of_to_agree()
    {
        var a = torch.tensor([1.5]);

        Assert.Equal(torch.float32, a.to_type(torch.float32).dtype);
        Assert.Equal(torch.float32, a.type(torch.float32).dtype);
        Assert.Equal(torch.float32, a.type_as(torch.zeros(1)).dtype);
        Assert.Equal(torch.float32, a.to(torch.float32, torch.CPU).dtype);
        Assert.Equal(torch.float32, a.to(torch.zeros(1)).dtype);
        Assert.Equal(DeviceType.CPU, a.to(torch.CPU).device_type);
        Assert.Equal(DeviceType.CPU, a.to("cpu").device_type);
        Assert.Equal(DeviceType.CPU, a.to(DeviceType.CPU).device_type);
        Assert.Equal(1.5, a.cpu().item<double>());
    }

    [Fact]
    public void The_original_can_be_disposed_on_the_way()
    {
        var a = torch.ones(2);
        var b = a.to(torch.float64, disposeAfter: true);

        Assert.True(a.IsInvalid);
        Assert.Equal([1.0, 1.0], b.data<double>().ToArray());
    }

    [Fact]
    public void Types_are_classified()
    {
        Assert.True(torch.is_integral(torch.int32) && torch.is_integral(torch.@bool) && !torch.is_integral(torch.float32));
        Assert.True(torch.is_floating_point(torch.bfloat16) && !torch.is_floating_point(torch.int64));
        Assert.True(torch.zeros(1).is_floating_point() && !torch.zeros(1).is_integral() && !torch.zeros(1).is_complex());
        Assert.True(torch.is_floating_point(torch.zeros(1)) && !torch.is_integral(torch.zeros(1)));
        Assert.False(torch.is_complex(torch.float64));
    }

    [Fact]
    public void Mixed_types_meet_as_in_PyTorch()
    {
        Assert.Equal(torch.float32, torch.promote_types(torch.int64, torch.float32));
        Assert.Equal(torch.float64, torch.result_type(torch.ones(1), torch.ones([1], torch.float64)));
        Assert.Equal(torch.float32, (torch.ones(1) + torch.tensor(1.0)).dtype);
        Assert.Equal(torch.int64, (torch.tensor([1L]) + 1).dtype);
        Assert.Equal(torch.float32, (torch.tensor([1L]) + 1.5).dtype);
    }

    [Fact]
    public void The_default_type_is_that_of_factories()
    {
        Assert.Equal(torch.float32, torch.get_default_dtype());
        torch.set_default_dtype(torch.float64);
        try
        {
            Assert.Equal(torch.float64, torch.zeros(1).dtype);
            Assert.Equal(torch.float64, torch.arange(0.5, 2).dtype);
            Assert.Equal(torch.int64, torch.arange(2).dtype);
        }
        finally
        {
            torch.set_default_dtype(torch.float32);
        }
    }

    [Fact]
    public void Numbers_and_arrays_become_tensors_by_themselves()
    {
        torch.Tensor fromInt = 3, fromDouble = 3.0, fromBool = true, fromArray = new[] { 1f, 2f };

        Assert.Equal([torch.int32, torch.float64, torch.@bool, torch.float32], new[] { fromInt, fromDouble, fromBool, fromArray }.Select(t => t.dtype));
    }

    [Fact]
    public void The_operators_of_the_language_are_those_of_tensors()
    {
        torch.Tensor x = torch.tensor([6.0, -3.0]), y = torch.tensor([4.0, 2.0]);

        Assert.Equal([10.0, -1.0], Values(x + y));
        Assert.Equal([2.0, -5.0], Values(x - y));
        Assert.Equal([24.0, -6.0], Values(x * y));
        Assert.Equal([1.5, -1.5], Values(x / y));
        Assert.Equal([2.0, 1.0], Values(x % y));
        Assert.Equal([-6.0, 3.0], Values(-x));
        Assert.Equal([7.0, -2.0], Values(x + 1));
        Assert.Equal([7.0, -2.0], Values(1 + x));
        Assert.Equal([1 - 6.0, 4.0], Values(1 - x));
        Assert.Equal([0.5, -1.0], Values(3.0 / x));
        Assert.Equal([3.0, -1.5], Values(x / 2L));
        Assert.Equal([12.0, -6.0], Values(2f * x));
        Assert.Equal([1.0, 2.0], Values(x % 5));
    }

    [Fact]
    public void The_comparisons_of_the_language_are_element_by_element()
    {
        torch.Tensor x = torch.tensor([1.0, 2.0]), y = torch.tensor([2.0, 2.0]);

        Assert.Equal([true, false], Truth(x < y));
        Assert.Equal([true, true], Truth(x <= y));
        Assert.Equal([false, true], Truth(x == y));
        Assert.Equal([true, false], Truth(x != y));
        Assert.Equal([false, true], Truth(x > 1));
        Assert.Equal([false, true], Truth(1 < x));
        Assert.Equal([true, false], Truth(1 >= x));
        Assert.Equal([true, true], Truth(~(x > 5)));
        Assert.Equal([false, true], Truth((x > 1) & (x < 3)));
        Assert.Equal([true, true], Truth((x > 1) | (x < 2)));
        Assert.Equal([true, false], Truth((x > 1) ^ (y > 1)));
    }

    [Fact]
    public void A_disposed_scalar_is_refused()
    {
        Scalar scalar = 3;
        scalar.Dispose();

        Assert.Throws<InvalidOperationException>(() => scalar.Type);
        Assert.Throws<InvalidOperationException>(() => torch.ones(1).add(scalar));
    }

    private static double[] Values(torch.Tensor tensor) => tensor.data<double>().ToArray();

    private static bool[] Truth(torch.Tensor tensor) => tensor.data<bool>().ToArray();
}
