namespace Experiments.Tests.Training;

public sealed class DevicesTests
{
    [Fact]
    public void Cpu_is_the_cpu() => Assert.Equal(DeviceType.CPU, Devices.Resolve("cpu").type);

    [SkippableFact]
    public void Auto_is_the_cpu_without_cuda()
    {
        Skip.If(Devices.CudaCount() > 0, "this machine has CUDA");

        Assert.Equal("cpu", Devices.TypeName(Devices.Resolve("auto")));
    }

    [SkippableTheory]
    [InlineData("cuda")]
    [InlineData("cuda:0")]
    public void Cuda_on_a_machine_without_it_is_refused_with_a_remedy(string name)
    {
        Skip.If(Devices.CudaCount() > 0, "this machine has CUDA");

        var missing = Assert.Throws<MissingException>(() => Devices.Resolve(name));

        Assert.Contains($"'{name}'", missing.Message, StringComparison.Ordinal);
        Assert.Contains("--torch packages", missing.Message, StringComparison.Ordinal);
        Assert.Contains("LIBTORCH", missing.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_device_number_out_of_range_is_refused_with_the_number_of_devices()
    {
        Skip.If(Devices.CudaCount() == 0, "this machine has no CUDA");

        Assert.Contains($"{Devices.CudaCount()} CUDA device", Assert.Throws<MissingException>(() => Devices.Resolve("cuda:99")).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:x")]
    public void Any_other_name_is_refused_with_the_allowed_names(string name) =>
        Assert.Equal($"device: '{name}' is not a device; use auto, cpu, cuda or cuda:N.",
            Assert.Throws<InputException>(() => Devices.Resolve(name)).Message);
}
