using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests.NN;

public class ModuleStateTests
{
    [Fact]
    public void The_state_holds_the_modules_own_tensors()
    {
        using var linear = nn.Linear(2, 2);
        var state = linear.state_dict();

        Assert.Same(linear.weight, state["weight"]);
        Assert.Equal(["net.weight", "net.bias"], linear.state_dict(prefix: "net").Keys);
    }

    [Fact]
    public void A_state_loaded_into_another_network_makes_it_compute_the_same()
    {
        using var first = new SampleNetwork();
        using var second = new SampleNetwork();
        var input = OracleCase.Values(6, 4);
        first.call(input).Dispose();
        Assert.False(Same(first, second));

        var (missing, unexpected) = second.load_state_dict(first.state_dict());

        Assert.Empty(missing);
        Assert.Empty(unexpected);
        Assert.True(Same(first, second));
        Assert.NotSame(first.Head.weight, second.Head.weight);
    }

    [Fact]
    public void Differing_names_are_refused_or_else_reported()
    {
        using var linear = nn.Linear(2, 2);
        var source = new Dictionary<string, Tensor> { ["weight"] = zeros(2, 2), ["gain"] = ones(1) };

        Assert.Throws<InvalidOperationException>(() => linear.load_state_dict(source));
        var (missing, unexpected) = linear.load_state_dict(source, strict: false);
        Assert.Equal(["bias"], missing);
        Assert.Equal(["gain"], unexpected);
        Assert.Equal(0f, linear.weight.abs().sum().item<float>());
        linear.load_state_dict(source, strict: true, skip: ["bias", "gain"]);
    }

    [Fact]
    public void A_value_of_another_shape_is_refused()
    {
        using var linear = nn.Linear(2, 2, hasBias: false);

        Assert.ThrowsAny<System.Runtime.InteropServices.ExternalException>(() => linear.load_state_dict(new() { ["weight"] = ones(3, 3) }));
    }

    [Fact]
    public void A_file_gives_every_value_back()
    {
        var path = Path.GetTempFileName();
        try
        {
            using var saved = new SampleNetwork();
            using var loaded = new SampleNetwork();
            saved.call(OracleCase.Values(6, 4)).Dispose();
            saved.save(path);
            var found = new Dictionary<string, bool>();
            loaded.load(path, loadedParameters: found);

            Assert.True(Same(saved, loaded));
            Assert.Equal(saved.state_dict().Keys.Order(), found.Keys.Order());
            Assert.All(found.Values, Assert.True);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_is_the_count_then_name_type_shape_and_bytes_of_each()
    {
        using var linear = nn.Linear(200, 1, hasBias: false);
        using var stream = new MemoryStream();
        linear.save(new BinaryWriter(stream));
        var bytes = stream.ToArray();

        // one entry; "weight" with its length; float32 = 6; two dimensions, 1 and 200 as LEB128 (0xC8 0x01); 200 floats.
        Assert.Equal([1, 6, (byte)'w', (byte)'e', (byte)'i', (byte)'g', (byte)'h', (byte)'t', 6, 2, 1, 0xC8, 1], bytes[..13]);
        Assert.Equal(linear.weight.bytes.ToArray(), bytes[13..]);
    }

    [Fact]
    public void A_file_of_another_network_is_refused_by_name()
    {
        using var stream = new MemoryStream();
        nn.Linear(2, 2).save(new BinaryWriter(stream));

        var size = Assert.Throws<ArgumentException>(() => nn.Linear(2, 2, hasBias: false).load(new BinaryReader(Rewound(stream))));
        Assert.Equal("Mismatched state_dict sizes: expected 1, but found 2 entries.", size.Message);
        var name = Assert.Throws<ArgumentException>(() => nn.Sequential(nn.Linear(2, 2)).load(new BinaryReader(Rewound(stream))));
        Assert.Contains("'weight'", name.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => nn.Linear(3, 2).load(new BinaryReader(Rewound(stream))));
        Assert.Throws<ArgumentException>(() => nn.Linear(2, 2, dtype: ScalarType.Float64).load(new BinaryReader(Rewound(stream))));
        Assert.Throws<FileNotFoundException>(() => nn.Linear(2, 2).load("/nowhere/model.dat"));
    }

    [Fact]
    public void What_is_skipped_keeps_its_values()
    {
        using var linear = nn.Linear(2, 2);
        using var other = nn.Linear(2, 2);
        var (own, given) = (linear.bias!.bytes.ToArray(), other.weight.bytes.ToArray());

        linear.load_state_dict(other.state_dict(), skip: ["bias"]);

        Assert.Equal(own, linear.bias!.bytes.ToArray());
        Assert.Equal(given, linear.weight.bytes.ToArray());
    }

    [Fact]
    public void What_is_skipped_is_read_past()
    {
        using var stream = new MemoryStream();
        using var saved = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2));
        saved.save(new BinaryWriter(stream));
        using var loaded = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2));
        using var before = loaded.get_parameter("0.weight")!.clone();
        loaded.load(new BinaryReader(Rewound(stream)), skip: ["0.weight"]);

        Assert.True(loaded.get_parameter("0.weight")!.allclose(before));
        Assert.True(loaded.get_parameter("1.weight")!.allclose(saved.get_parameter("1.weight")!));
    }

    [Fact]
    public void Zeroing_gradients_drops_them_or_fills_them_with_zeros()
    {
        using var linear = nn.Linear(2, 2);
        linear.call(ones(1, 2)).sum().backward();
        linear.zero_grad(set_to_none: false);
        Assert.Equal(0f, linear.weight.grad!.abs().sum().item<float>());
        linear.zero_grad();
        Assert.All(linear.parameters(), parameter => Assert.Null(parameter.grad));
    }

    private static MemoryStream Rewound(MemoryStream stream) => new(stream.ToArray());

    private static bool Same(nn.Module first, nn.Module second)
    {
        var other = second.state_dict();
        return first.state_dict().All(entry => entry.Value.bytes.SequenceEqual(other[entry.Key].bytes));
    }
}
