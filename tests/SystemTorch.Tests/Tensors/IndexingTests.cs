using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests.Tensors;

/// <summary>What stands between the brackets, as in Python.</summary>
public sealed class IndexingTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _a = arange(24).reshape(2, 3, 4);

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Numbers_pick_one_position_a_dimension()
    {
        Assert.Equal([12L, 13, 14, 15], Values(_a[1, 0]));
        Assert.Equal(23, _a[1, 2, 3].item<long>());
        Assert.Equal(23, _a[-1, -1, -1].item<long>());
        Assert.Equal([3, 4], _a[0].shape);
        Assert.Throws<ExternalException>(() => _a[2]);
    }

    [Fact]
    public void A_slice_is_a_view()
    {
        var part = _a[TensorIndex.Colon, TensorIndex.Slice(1, 3), TensorIndex.Slice(null, null, 2)];
        Assert.Equal([2, 2, 2], part.shape);
        Assert.Equal([4L, 6, 8, 10, 16, 18, 20, 22], Values(part));

        part.zero_();

        Assert.Equal(0, _a[1, 2, 2].item<long>());
    }

    [Fact]
    public void Ranges_of_the_language_are_slices()
    {
        Assert.Equal([5L, 6], Values(_a[0, 1, 1..3]));
        Assert.Equal([7L], Values(_a[0, 1, ^1..]));
        Assert.Equal([4L, 5, 6], Values(_a[0, 1, ..^1]));
    }

    [Fact]
    public void An_ellipsis_spans_the_dimensions_that_are_left()
    {
        Assert.Equal(_a.select(2, 1), _a[TensorIndex.Ellipsis, 1]);
        Assert.Equal(_a.select(0, 1), _a[1, TensorIndex.Ellipsis]);
    }

    [Fact]
    public void None_adds_a_dimension()
    {
        Assert.Equal([2, 1, 3, 4], _a[TensorIndex.Colon, TensorIndex.None].shape);
        Assert.Equal([1, 3, 4], _a[TensorIndex.None, 1].shape);
    }

    [Fact]
    public void A_tensor_of_positions_gathers_them()
    {
        var at = tensor([2L, 0]);

        Assert.Equal(_a.index_select(1, at), _a[TensorIndex.Colon, TensorIndex.Tensor(at)]);
        Assert.Equal([20L, 3], Values(_a[TensorIndex.Tensor(tensor([1L, 0])), TensorIndex.Tensor(at), TensorIndex.Tensor(tensor([0L, 3]))]));
        Assert.Equal([12L, 13, 14, 15], Values(_a[TensorIndex.Tensor(tensor([1L]))][0][0]));
    }

    [Fact]
    public void A_mask_picks_what_is_true()
    {
        Assert.Equal([21L, 22, 23], Values(_a[_a > 20]));
        Assert.Equal([5L, 7], Values(_a[0, 1, TensorIndex.Tensor(tensor([false, true, false, true]))]));
    }

    [Fact]
    public void Assigning_writes_to_what_the_index_picks()
    {
        _a[0, 0] = tensor([9L, 9, 9, 9]);
        _a[1, 2, 3] = tensor(7L);
        _a[TensorIndex.Ellipsis, TensorIndex.Slice(0, 1)] = tensor(5L);
        _a[_a == 10] = tensor(100L);

        Assert.Equal([5L, 9, 9, 9, 5, 5, 6, 7, 5, 9, 100, 11], Values(_a[0]));
        Assert.Equal(7, _a[1, 2, 3].item<long>());
    }

    [Fact]
    public void Values_are_put_or_added_at_positions()
    {
        var a = zeros(3);
        var at = tensor([1L, 1]);

        a.index_put_(ones(2), [at], accumulate: true);
        Assert.Equal([0f, 2f, 0f], a.data<float>().ToArray());
        a.index_put_(4f, TensorIndex.Slice(0, 1));
        Assert.Equal([4f, 2f, 0f], a.data<float>().ToArray());
        a.index_put_(tensor(8f), TensorIndex.Single(2));

        Assert.Equal([4f, 2f, 8f], a.index(TensorIndex.Colon).data<float>().ToArray());
    }

    private static long[] Values(Tensor tensor) => tensor.data<long>().ToArray();
}
