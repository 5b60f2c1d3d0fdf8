namespace Experiments.Placement.Tests;

/// <summary>Tests that the device of these tests refuses the same operations as a GPU; otherwise the tests would prove nothing.</summary>
public sealed class HostCudaTests
{
    private static readonly Device Cuda = new(DeviceType.CUDA, 0);

    public HostCudaTests() => HostCuda.Require();

    [SkippableFact]
    public void The_program_finds_the_device_like_a_GPU()
    {
        Assert.Equal(2, Devices.CudaCount());
        Assert.Equal(DeviceType.CUDA, Devices.Resolve("auto").type);
        Assert.Equal(1, Devices.Resolve("cuda:1").index);
    }

    [SkippableFact]
    public void The_device_computes_the_CPUs_results()
    {
        using var scope = NewDisposeScope();
        var values = randn([7, 5], device: CPU);
        var moved = values.to(Cuda);

        Assert.Equal(DeviceType.CUDA, moved.matmul(moved.t()).device_type);
        Assert.True(values.matmul(values.t()).equal(moved.matmul(moved.t()).cpu()).all().item<bool>());
    }

    [SkippableFact]
    public void A_CPU_tensor_among_device_tensors_is_refused()
    {
        using var scope = NewDisposeScope();
        var here = ones([3], device: CPU);
        var there = ones([3], device: Cuda);

        AssertRefused(() => there + here);
        AssertRefused(() => here.add_(there));
        AssertRefused(() => there.index_select(0, zeros([1], ScalarType.Int64, device: CPU)));
        AssertRefused(() => cat([there, here], 0));
        AssertRefused(() => nn.functional.mse_loss(there, here));
    }

    [SkippableFact]
    public void A_tensor_on_the_other_device_is_refused()
    {
        using var scope = NewDisposeScope();
        AssertRefused(() => ones([3], device: Cuda) + ones([3], device: new Device(DeviceType.CUDA, 1)));
    }

    [SkippableFact]
    public void A_number_on_the_CPU_is_accepted_as_on_a_GPU()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(4.0f, (ones([3], device: Cuda) * tensor(4.0f)).max().item<float>());
    }

    [SkippableFact]
    public void The_devices_memory_can_not_be_read_from_the_host()
    {
        using var there = ones([3], device: Cuda);
        Assert.Throws<InvalidOperationException>(() => _ = there.bytes.Length);
    }

    [SkippableFact]
    public void A_generator_of_the_CPU_is_refused()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3, CPU);
        var refused = Assert.ThrowsAny<Exception>(() => ones([3], device: Cuda).normal_(0, 1, generator));
        Assert.Contains("Expected a 'cuda' device type for generator", refused.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_device_has_another_generator_than_manual_seed_sets()
    {
        using var scope = NewDisposeScope();
        Devices.Seed(Cuda, 5);
        var first = empty([8], device: Cuda).uniform_(0, 1).cpu();
        using (manual_seed(5))
        {
        }

        Assert.False(first.equal(empty([8], device: Cuda).uniform_(0, 1).cpu()).all().item<bool>());
        Devices.Seed(Cuda, 5);
        Assert.True(first.equal(empty([8], device: Cuda).uniform_(0, 1).cpu()).all().item<bool>());
    }

    [SkippableFact]
    public void Tensors_left_on_the_CPU_are_detected()
    {
        using var there = ones([3], device: Cuda);

        Assert.Empty(HostCuda.LeftOnCpu(() => (there * 2 + 1).sum().Dispose()));
        Assert.Contains("aten::ones", HostCuda.LeftOnCpu(() => ones([3], device: CPU).Dispose()));
    }

    private static void AssertRefused(Func<Tensor> call)
    {
        var refused = Assert.ThrowsAny<Exception>(call);
        Assert.Contains("Expected all tensors to be on the same device", refused.Message, StringComparison.Ordinal);
    }
}
