using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests.NN;

public class InPlaceTests
{
    private static readonly Dictionary<string, (Func<nn.Module<Tensor, Tensor>> Plain, Func<nn.Module<Tensor, Tensor>> InPlace)> s_modules = new()
    {
        ["ReLU"] = (() => nn.ReLU(), () => nn.ReLU(true)),
        ["LeakyReLU"] = (() => nn.LeakyReLU(0.1), () => nn.LeakyReLU(0.1, true)),
        ["SELU"] = (() => nn.SELU(), () => nn.SELU(true)),
        ["GELU"] = (() => nn.GELU(), () => nn.GELU(true)),
        ["SiLU"] = (() => nn.SiLU(), () => nn.SiLU(true)),
        ["Sigmoid"] = (() => nn.Sigmoid(), () => nn.Sigmoid(true)),
        ["Tanh"] = (() => nn.Tanh(), () => nn.Tanh(true)),
        ["CELU"] = (() => nn.CELU(0.7), () => nn.CELU(0.7, true)),
        ["Mish"] = (() => nn.Mish(), () => nn.Mish(true)),
        ["ReLU6"] = (() => nn.ReLU6(), () => nn.ReLU6(true)),
        ["Softsign"] = (() => nn.Softsign(), () => nn.Softsign(true)),
        ["Hardsigmoid"] = (() => nn.Hardsigmoid(), () => nn.Hardsigmoid(true)),
        ["Hardswish"] = (() => nn.Hardswish(), () => nn.Hardswish(true)),
    };

    public static TheoryData<string> Names => new(s_modules.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void An_activation_in_place_overwrites_its_input_with_the_same_values(string name)
    {
        using var input = OracleCase.Values(3, 7);
        using var before = input.clone();
        using var plain = s_modules[name].Plain().call(input);
        Assert.True(input.allclose(before, 0, 0));

        using var result = s_modules[name].InPlace().call(input);

        Assert.True(result.allclose(plain, 0, 0));
        Assert.True(input.allclose(plain, 0, 0));
        Assert.False(input.allclose(before));
    }

    [Fact]
    public void ELU_leaves_its_input_alone_even_in_place_as_in_TorchSharp()
    {
        using var input = tensor(-1f);
        using var result = nn.ELU(inplace: true).call(input);

        Assert.Equal(Math.Exp(-1) - 1, result.item<float>(), 6);
        Assert.Equal(-1f, input.item<float>());
    }

    [Fact]
    public void Hardtanh_clamps_in_place_only_and_else_gives_back_its_input_as_in_TorchSharp()
    {
        using var input = tensor(5f);

        Assert.Same(input, nn.Hardtanh().call(input));
        Assert.Equal(5f, input.item<float>());
        using var result = nn.Hardtanh(inplace: true).call(input);
        Assert.Equal(1f, input.item<float>());
        Assert.Equal(1f, result.item<float>());
    }

    [Fact]
    public void Dropout_in_place_overwrites_its_input_while_training_only()
    {
        manual_seed(1);
        using var input = ones(100);
        nn.functional.dropout(input, 0.5, training: false, inplace: true).Dispose();
        Assert.Equal(100f, input.sum().item<float>());
        nn.functional.dropout(input, 0.5, training: true, inplace: true).Dispose();
        Assert.Equal([0f, 2f], input.data<float>().ToArray().Distinct().Order());
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.5)]
    public void A_share_to_drop_outside_0_to_1_is_refused(double p)
    {
        using var input = ones(2, 2, 2, 2);
        foreach (var dropout in new nn.Module<Tensor, Tensor>[] { nn.Dropout(p), nn.Dropout2d(p), nn.AlphaDropout(p) })
        {
            var error = Assert.ThrowsAny<System.Runtime.InteropServices.ExternalException>(() => dropout.call(input));
            Assert.Contains("dropout probability has to be between 0 and 1, but got", error.Message, StringComparison.Ordinal);
        }
    }
}
