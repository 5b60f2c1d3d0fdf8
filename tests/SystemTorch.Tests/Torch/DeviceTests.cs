using System.Runtime.InteropServices;
using SystemTorch.Tests.Interop;
using TorchSharp;

namespace SystemTorch.Tests.Torch;

/// <summary>Devices, threads and the other switches of the process.</summary>
public sealed class DeviceTests
{
    [Theory]
    [InlineData("cpu", DeviceType.CPU, -1, "cpu")]
    [InlineData("cuda", DeviceType.CUDA, -1, "cuda")]
    [InlineData("cuda:1", DeviceType.CUDA, 1, "cuda:1")]
    [InlineData("CUDA:0", DeviceType.CUDA, 0, "cuda:0")]
    public void A_device_is_described_as_in_PyTorch(string text, DeviceType type, int index, string written)
    {
        var device = new torch.Device(text);

        Assert.Equal((type, index, written), (device.type, device.index, device.ToString()));
    }

    [Fact]
    public void A_device_of_no_known_kind_is_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new torch.Device("abacus"));
    }

    [Fact]
    public void The_CPU_is_always_there()
    {
        Assert.True(torch.TryInitializeDeviceType(DeviceType.CPU));
        torch.InitializeDeviceType(DeviceType.CPU);
        Assert.Equal(DeviceType.CPU, torch.device("cpu").type);
        Assert.Equal(DeviceType.CPU, torch.InitializeDevice(null).type);
        Assert.Equal(DeviceType.CPU, torch.get_default_device().type);
    }

    [SkippableFact]
    public void CUDA_where_there_is_none_is_refused()
    {
        Skip.If(torch.cuda.is_available(), "There is a CUDA device here.");

        Assert.False(torch.cuda_is_available());
        Assert.Equal(0, torch.cuda.device_count());
        Assert.False(torch.TryInitializeDeviceType(DeviceType.CUDA));
        Assert.Throws<InvalidOperationException>(() => torch.InitializeDeviceType(DeviceType.CUDA));
        Assert.Throws<InvalidOperationException>(() => torch.zeros(2, device: torch.CUDA));
        Assert.Throws<InvalidOperationException>(() => torch.ones(1).cuda());
        Assert.Throws<InvalidOperationException>(() => torch.ones(1).to("cuda:0"));
    }

    [SkippableFact]
    public void Waiting_for_CUDA_where_there_is_none_is_an_error()
    {
        Shim.Require();
        Skip.If(torch.cuda.is_available(), "There is a CUDA device here.");

        Assert.Throws<ExternalException>(() => torch.cuda.synchronize());
    }

    [Fact]
    public void The_number_of_threads_can_be_set()
    {
        var before = torch.get_num_threads();
        torch.set_num_threads(3);
        Assert.Equal(3, torch.get_num_threads());
        torch.set_num_threads(before);

        Assert.Equal(before, torch.get_num_threads());
        Assert.True(torch.get_num_interop_threads() >= 1);
    }

    [Fact]
    public void TF32_is_a_switch_for_products_and_one_for_convolutions()
    {
        var (products, convolutions) = (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32);
        torch.backends.cuda.matmul.allow_tf32 = !products;
        Assert.Equal((!products, convolutions), (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32));
        torch.backends.cuda.matmul.allow_tf32 = products;
        torch.backends.cudnn.allow_tf32 = !convolutions;
        Assert.Equal((products, !convolutions), (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32));
        torch.backends.cudnn.allow_tf32 = convolutions;
    }

    [Fact]
    public void The_version_of_libtorch_is_told() => Assert.Matches(@"^\d+\.\d+\.\d+", torch.__version__);
}
