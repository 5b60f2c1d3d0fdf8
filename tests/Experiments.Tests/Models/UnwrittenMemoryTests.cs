using Experiments.Models;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Tests.Models;

/// <summary>What memory held before is nobody's business.</summary>
public sealed class UnwrittenMemoryTests
{
    [Theory]
    [InlineData(33, 42)]
    [InlineData(1, 4)]
    [InlineData(24, 24)]
    public void A_convolution_gives_numbers_whatever_memory_held_before(long inputs, long outputs)
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(Conv2d(inputs, outputs, 3, padding: 1), ReLU(), Conv2d(outputs, outputs, 3, padding: 1));
        UnwrittenMemory.KeepFrom(model);
        var images = ones(8, inputs, 8, 8);
        for (var attempt = 0; attempt < 20; attempt++)
        {
            UnwrittenMemory.LeaveBehind(float.NaN);
            model.call(images).square().mean().backward();
            Assert.All(model.parameters(), parameter => Assert.True(parameter.grad!.isfinite().all().item<bool>(), $"attempt {attempt}"));
        }
    }

    [Fact]
    public void It_is_cleared_only_where_the_convolutions_of_this_libtorch_read_it()
    {
        using var linear = Linear(3, 3);
        using var convolution = Conv2d(3, 3, 3);

        Assert.False(UnwrittenMemory.KeepFrom(linear));
        var cleared = UnwrittenMemory.KeepFrom(convolution);
        Assert.Equal(cleared, UnwrittenMemory.IsCleared);
        Assert.False(UnwrittenMemory.IsRead());
        if (LibtorchIs("1.13"))
            Assert.False(cleared);
    }

    // Not side by side with other tests: the option is the process's.
    [SkippableFact]
    public void Cleared_memory_holds_nothing_of_the_tensor_that_was_there()
    {
        UnwrittenMemory.KeepFrom(Conv2d(3, 3, 3));
        var cleared = UnwrittenMemory.IsCleared;
        Skip.IfNot(UnwrittenMemory.Clear(true), "this system's C library is not glibc");
        try
        {
            using var scope = NewDisposeScope();
            UnwrittenMemory.LeaveBehind(float.NaN);
            for (var size = 1L << 7; size <= 1L << 17; size <<= 1)
                Assert.False(empty([size], dtype: ScalarType.Float32, device: CPU).isnan().any().item<bool>(), $"{size} values");
        }
        finally
        {
            if (!cleared)
                UnwrittenMemory.Clear(false);
        }
    }

    private static bool LibtorchIs(string version) => Experiments.Runs.EnvironmentRecord.LibtorchVersion().StartsWith(version, StringComparison.Ordinal);
}
