using System.Runtime.CompilerServices;

namespace Experiments.Tests.Data;

public sealed class SplitTensorsTests
{
    // MKL's order of summation depends on a matrix's alignment. With another alignment, the last digits of a run would change.
    [Fact]
    public void Each_tensor_begins_at_a_multiple_of_64_bytes_wherever_its_numbers_lay()
    {
        using var scope = NewDisposeScope();
        var numbers = arange(100, dtype: ScalarType.Float32, device: CPU);
        for (var start = 1; start < 20; start++)
        {
            using var values = SplitTensors.Move(numbers.narrow(0, start, 40), CPU);
            Assert.Equal(0, Address(values) % 64);
            Assert.Equal(start, values[0].item<float>());
        }
    }

    private static nint Address(Tensor values) =>
        Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref MemoryMarshal.GetReference(values.bytes));
}
