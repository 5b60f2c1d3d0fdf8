namespace Experiments.Tests.Training;

/// <summary>Compares the norms of several tensors with libtorch's norm of each tensor, bit for bit, and with numbers by hand.</summary>
public sealed class GradientNormsTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    // 3² + 4² = 5², and 1 + 4 + 4 = 3².
    [Fact]
    public void Norms_are_Euclidean()
    {
        var (first, second) = (tensor(new[] { 3f, 4 }), tensor(new[] { 1f, 2, -2 }).view(3, 1));

        Assert.Equal([5f, 3f], Gradients.Norms([first, second]).data<float>());
        Assert.Equal([5f, 2f], Gradients.NormsOfRows([tensor(new[] { 3f, 4, 0, -2 }).view(2, 2)]).flatten().data<float>());
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Norms_have_the_bits_of_separate_norms(ScalarType precision)
    {
        using var generator = new Generator(2);
        var tensors = new long[] { 7, 100, 4097, 70_000 }
            .Select(length => randn([3, length], dtype: precision, generator: generator)).ToList();

        Assert.True(Bits.AreEqual(stack([.. tensors.Select(each => each.norm(2.0f))], 0), Gradients.Norms(tensors)));
        Assert.True(Bits.AreEqual(
            stack([.. tensors.Select(each => each.norm(1, keepdim: false, 2.0f))], 1), Gradients.NormsOfRows(tensors)));
    }

    [SkippableFact]
    public void The_native_function_refuses_tensors_without_rows()
    {
        var native = NormsFunction.Of(TorchLibrary.Loaded!);
        Skip.If(native is null, "Only this project's native library has this function.");

        Assert.Throws<ExternalException>(() => native!.Call([ones(3)], byRow: true));
    }
}
