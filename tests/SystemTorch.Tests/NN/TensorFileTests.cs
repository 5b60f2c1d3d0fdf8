using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests.NN;

public class TensorFileTests
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Bool)]
    public void A_tensor_is_read_back_with_its_type_and_shape(ScalarType type)
    {
        using var saved = arange(6).reshape(3, 2).to(type);
        using var read = TensorExtensionMethods.Load(Written(saved));

        Assert.Equal(type, read.dtype);
        Assert.Equal([3, 2], read.shape);
        Assert.Equal(saved.bytes.ToArray(), read.bytes.ToArray());
    }

    [Fact]
    public void A_file_holds_what_a_writer_wrote()
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var stream = File.Create(path)) ones(2).Save(stream);
            using var read = TensorExtensionMethods.Load(new BinaryReader(new MemoryStream(File.ReadAllBytes(path))));
            Assert.Equal([1f, 1f], read.data<float>().ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Another_type_or_shape_and_an_early_end_are_refused()
    {
        using var target = zeros(2);

        Assert.Contains("data types", Assert.Throws<ArgumentException>(() => target.Load(Written(ones(2, dtype: ScalarType.Float64)))).Message, StringComparison.Ordinal);
        Assert.Contains("shape", Assert.Throws<ArgumentException>(() => target.Load(Written(ones(3)))).Message, StringComparison.Ordinal);
        Assert.Throws<EndOfStreamException>(() => target.Load(Written(ones(2), drop: 3)));
    }

    [Fact]
    public void A_network_is_made_and_loaded_in_one_call()
    {
        var path = Path.GetTempFileName();
        try
        {
            using var saved = new Scaled();
            using (no_grad()) saved.Factor.fill_(3);
            saved.save(path);
            using var made = (Scaled)nn.Module.Create<Scaled>(path);

            Assert.Equal(3f, made.Factor.item<float>());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_stream_is_closed_once_a_module_was_saved_to_it()
    {
        using var stream = new MemoryStream();
        using var linear = nn.Linear(1, 1);
        linear.save(stream);

        Assert.False(stream.CanRead);
        linear.load(new MemoryStream(stream.ToArray()));
    }

    private static BinaryReader Written(Tensor tensor, int drop = 0)
    {
        var stream = new MemoryStream();
        tensor.Save(new BinaryWriter(stream));
        return new BinaryReader(new MemoryStream(stream.ToArray()[..^drop]));
    }

    public sealed class Scaled : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Parameter factor = nn.Parameter(ones(1));

        public Scaled() : base(nameof(Scaled)) => RegisterComponents();

        internal TorchSharp.Modules.Parameter Factor => factor;

        public override Tensor forward(Tensor input) => input * factor;
    }
}
