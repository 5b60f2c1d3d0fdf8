using TorchSharp;

namespace SystemTorch.Tests.Tensors;

/// <summary>The elements of a tensor, as managed code reads and writes them.</summary>
public sealed class TensorDataTests : IDisposable
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_tensor_knows_its_shape()
    {
        var a = torch.zeros(2, 3, 4);

        Assert.Equal([2, 3, 4], a.shape);
        Assert.Equal([2, 3, 4], a.size());
        Assert.Equal(3, a.size(1));
        Assert.Equal(4, a.size(-1));
        Assert.Equal([12, 4, 1], a.stride());
        Assert.Equal(4, a.stride(1));
        Assert.Equal((3, 3, 3), (a.dim(), a.ndim, a.Dimensions));
        Assert.Equal((24, 24), (a.numel(), a.NumberOfElements));
        Assert.Equal((4, 4), (a.element_size(), a.ElementSize));
        Assert.Equal(16, a[1, 1].storage_offset());
        Assert.Equal(24, torch.numel(a));
    }

    [Fact]
    public void A_tensor_tells_its_type_and_device()
    {
        var a = torch.zeros([2], torch.int16);

        Assert.Equal(torch.ScalarType.Int16, a.dtype);
        Assert.Equal((DeviceType.CPU, -1), (a.device.type, a.device.index));
        Assert.True(a.is_cpu());
        Assert.False(a.is_cuda);
        Assert.False(a.is_sparse);
        Assert.Equal("[2], type = Int16, device = cpu", a.ToString());
        Assert.Equal("[], type = Float32, device = cpu", torch.tensor(1f).ToString());
    }

    [Fact]
    public void Elements_are_read_in_logical_order_whatever_the_strides()
    {
        var a = torch.arange(6).reshape(2, 3);
        var t = a.t();

        Assert.False(t.is_contiguous());
        Assert.Equal([0L, 3, 1, 4, 2, 5], t.data<long>().ToArray());
        Assert.Equal([0L, 3, 1, 4, 2, 5], t.data<long>());
        Assert.Equal([0L, 3, 1, 4, 2, 5], t.contiguous().data<long>().ToArray());
        Assert.Equal(4, t.data<long>()[3]);
        Assert.Equal(4, t.data<long>()[1, 1]);
        Assert.Equal(6, t.data<long>().Count);
        Assert.Equal(new long[,] { { 0, 3 }, { 1, 4 }, { 2, 5 } }, (long[,])t.data<long>().ToNDArray());
    }

    [Fact]
    public void What_is_written_through_the_accessor_is_in_the_tensor()
    {
        var a = torch.zeros(2, 2);
        var data = a.data<float>();

        data[0, 1] = 5;
        data.CopyFrom([7f, 8f], tensorIndex: 2);

        Assert.Equal([0f, 5f, 7f, 8f], a.data<float>().ToArray());
        var copy = new float[3];
        data.CopyTo(copy, arrayIndex: 1, tensorIndex: 1);
        Assert.Equal([0f, 5f, 7f], copy);
        Assert.True(a.data<float>() == a.clone().data<float>());
        Assert.True(a.data<float>() != torch.zeros(2, 2).data<float>());
    }

    [Fact]
    public void An_index_outside_is_refused()
    {
        var data = torch.zeros(2, 2).data<float>();

        Assert.Throws<IndexOutOfRangeException>(() => data[4]);
        Assert.Throws<IndexOutOfRangeException>(() => data[0, 2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.CopyTo(new float[1], 0, 9));
    }

    [Fact]
    public void Elements_of_another_type_are_refused()
    {
        var a = torch.zeros(2);

        Assert.Contains("Int64 is not compatible with Float32", Assert.Throws<ArgumentException>(() => a.data<long>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_is_the_only_element()
    {
        Assert.Equal(3L, torch.tensor(3L).item<long>());
        Assert.Equal(2.5, torch.tensor([2.5]).item<double>());
        Assert.Throws<ArgumentException>(() => torch.zeros(2).item<float>());
        Assert.Throws<ArgumentException>(() => torch.tensor(3L).item<int>());
    }

    [Fact]
    public void Single_elements_are_read_by_their_position()
    {
        Assert.Equal(2.5, torch.tensor([1, 2.5]).ReadCpuDouble(1));
        Assert.Equal(2.5f, torch.tensor([1, 2.5f]).ReadCpuSingle(1));
        Assert.Equal(2, torch.tensor(new[] { 1, 2 }).ReadCpuInt32(1));
        Assert.Equal(2, torch.tensor(new[] { 1L, 2 }).ReadCpuInt64(1));
        Assert.Equal(2, torch.tensor(new byte[] { 1, 2 }).ReadCpuByte(1));
        Assert.True(torch.tensor(new[] { false, true }).ReadCpuBool(1));
        Assert.Equal((short)2, torch.tensor(new short[] { 1, 2 }).ReadCpuValue<short>(1));
    }

    [Fact]
    public void A_scalar_keeps_the_kind_of_number()
    {
        Assert.Equal(torch.ScalarType.Int64, torch.tensor(3).ToScalar().Type);
        Assert.Equal(torch.ScalarType.Float64, torch.tensor(3f).ToScalar().Type);
        Assert.Equal(torch.ScalarType.Bool, torch.tensor(true).ToScalar().Type);
        Assert.Equal(3, torch.tensor(3).ToInt32());
        Assert.Equal(3L, torch.tensor(3f).ToInt64());
        Assert.Equal(2.5, torch.tensor(2.5f).ToDouble());
        Assert.Equal(2.5f, torch.tensor(2.5).ToSingle());
        Assert.True(torch.tensor(1).ToBoolean());
        Assert.Equal((byte)7, torch.tensor(7).ToByte());
        Assert.Equal((short)7, torch.tensor(7).ToInt16());
        Assert.Equal((sbyte)7, torch.tensor(7).ToSByte());
        Assert.Equal(2.5, (double)torch.tensor(2.5));
        Assert.Equal(2, (int)torch.tensor(2L));
    }

    [Fact]
    public void The_bytes_are_those_in_memory()
    {
        var a = torch.tensor(new[] { 1, 256 });

        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 0], a.bytes.ToArray());
        a.bytes = new byte[] { 2, 0, 0, 0, 3, 0, 0, 0 };
        Assert.Equal([2, 3], a.data<int>().ToArray());
        a.bytes[0] = 9;
        Assert.Equal(9, a.ReadCpuInt32(0));
        Assert.Equal(0, torch.empty(0).bytes.Length);
    }

    [Fact]
    public void The_bytes_of_what_is_not_contiguous_are_refused()
    {
        var t = torch.zeros(2, 3).t();

        Assert.Throws<InvalidOperationException>(() => t.bytes.Length);
        Assert.Throws<ArgumentException>(() => torch.zeros(1).bytes = new byte[3]);
    }

    [Fact]
    public void Bytes_go_to_a_stream_and_come_back()
    {
        var a = torch.randn(300, 5);
        using var stream = new MemoryStream();
        a.WriteBytesToStream(stream);
        stream.Position = 0;

        var b = torch.zeros(300, 5);
        b.ReadBytesFromStream(stream);

        Assert.True(a.Equals(b));
        Assert.Throws<EndOfStreamException>(() => b.ReadBytesFromStream(stream));
    }

    [Fact]
    public void A_tensor_over_an_array_shares_its_memory()
    {
        var array = new float[,] { { 1, 2 }, { 3, 4 } };
        var a = torch.from_array(array);
        array[1, 0] = 30;
        a[0, 1] = torch.tensor(20f);

        Assert.Equal([1f, 20f, 30f, 4f], a.data<float>().ToArray());
        Assert.Equal(20f, array[0, 1]);
    }

    [Fact]
    public void A_tensor_over_an_array_of_another_type_is_a_copy()
    {
        var array = new[] { 1, 2 };
        var a = torch.from_array(array, torch.float64);
        array[0] = 10;

        Assert.Equal([1.0, 2.0], a.data<double>().ToArray());
        Assert.Equal(torch.ScalarType.Int32, torch.as_tensor(array).dtype);
    }

    [Fact]
    public void A_buffer_is_read_from_an_offset()
    {
        double[] array = [1, 2, 3, 4];

        Assert.Equal([3.0, 4.0], torch.frombuffer(array, torch.float64, offset: 2).data<double>().ToArray());
        Assert.Equal([2f], torch.frombuffer(array, torch.float32, count: 1, offset: 1).data<float>().ToArray());
        Assert.Throws<ArgumentException>(() => torch.frombuffer(array, torch.float64, offset: 4));
        Assert.Throws<IndexOutOfRangeException>(() => torch.frombuffer(array, torch.float64, count: 4, offset: 1));
    }

    [Fact]
    public void As_tensor_gives_the_tensor_itself_where_nothing_changes()
    {
        var a = torch.ones(2);
        var same = torch.as_tensor(a);
        a.add_(1);

        Assert.Equal([2f, 2f], same.data<float>().ToArray());
        Assert.Equal(torch.ScalarType.Float64, torch.as_tensor(a, torch.float64).dtype);
    }

    [Fact]
    public void Set_takes_over_the_memory_of_another_tensor()
    {
        var (a, b) = (torch.zeros(2), torch.ones(3));
        a.set_(b);
        b.add_(1);

        Assert.Equal([2f, 2f, 2f], a.data<float>().ToArray());
    }
}
