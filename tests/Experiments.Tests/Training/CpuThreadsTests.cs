using Experiments.Tests.Runs;

namespace Experiments.Tests.Training;

public sealed class CpuThreadsTests : IDisposable
{
    public void Dispose() => CpuThreads.Set(1);

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public void The_number_reaches_libtorch_and_OpenBLAS(int count)
    {
        CpuThreads.Set(count);

        Assert.Equal(count, get_num_threads());
        // The number is null if libtorch uses another BLAS. MKL uses libtorch's setting.
        Assert.Contains(CpuThreads.OpenBlasThreads(), new int?[] { null, Math.Min(count, Environment.ProcessorCount) });
    }

    [SkippableFact]
    public void The_number_of_threads_between_operators_is_that_of_PyTorch()
    {
        Skip.IfNot(PyTorch.SharesLibtorch(), "PyTorch uses another libtorch than this process.");

        Assert.Equal(PyTorch.Prints("import torch; print(torch.get_num_interop_threads())"),
            get_num_interop_threads().ToString(CultureInfo.InvariantCulture));
    }
}
