using System.Runtime.InteropServices;
using SystemTorch.Tests.Interop;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace SystemTorch.Tests.NN;

/// <summary>What layers and functions refuse, and with whose words: their own, or libtorch's.</summary>
public class ModuleErrorTests
{
    [Fact]
    public void A_convolution_names_the_input_that_it_expects()
    {
        Assert.Equal("Expected 3D (unbatched) or 4D (batched) input with 3 channels to Conv2d.",
            Assert.Throws<ArgumentException>(() => nn.Conv2d(3, 4, 3).call(ones(1, 2, 5, 5))).Message);
        Assert.Equal("Expected 2D (unbatched) or 3D (batched) input with 3 channels to Conv1d.",
            Assert.Throws<ArgumentException>(() => nn.Conv1d(3, 4, 3).call(ones(1, 3, 5, 5))).Message);
    }

    [SkippableFact]
    public void A_convolution_has_at_least_one_group()
    {
        Shim.Require();

        Assert.Contains("groups must be a positive integer, but 0 was given", Assert.Throws<ArgumentException>(() => nn.Conv2d(3, 4, 3, groups: 0)).Message,
            StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Null_is_no_parameter_and_no_module()
    {
        Shim.Require();

        Assert.Equal("data", Assert.Throws<ArgumentNullException>(() => nn.Parameter(null!)).ParamName);
        Assert.Equal("module", Assert.Throws<ArgumentNullException>(() => nn.Sequential(nn.ReLU(), null!)).ParamName);
        Assert.Equal("modules", Assert.Throws<ArgumentNullException>(() => nn.Sequential((IEnumerable<nn.Module<Tensor, Tensor>>)null!)).ParamName);
    }

    [Fact]
    public void A_strided_convolution_cant_pad_to_the_same_size() =>
        Assert.Contains("strided", Assert.Throws<ArgumentException>(() => nn.Conv2d(3, 4, 3, Padding.Same, stride: 2)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_kernel_larger_than_its_input_is_refused() =>
        Assert.Contains("Kernel size can't be greater than actual input size",
            Assert.ThrowsAny<ExternalException>(() => nn.Conv2d(1, 1, 7).call(ones(1, 1, 3, 3))).Message, StringComparison.Ordinal);

    [Fact]
    public void Normalisations_name_the_dimensions_that_they_expect()
    {
        Assert.Equal("expected 2D or 3D input, but got 4D input.", Assert.Throws<ArgumentException>(() => nn.BatchNorm1d(2).call(ones(1, 2, 3, 3))).Message);
        Assert.Equal("expected 4D input, but got 2D input.", Assert.Throws<ArgumentException>(() => nn.BatchNorm2d(2).call(ones(3, 2))).Message);
        Assert.Equal("Invalid number of dimensions for GroupNorm argument: 2", Assert.Throws<ArgumentException>(() => nn.GroupNorm(1, 2).call(ones(3, 2))).Message);
        Assert.ThrowsAny<ExternalException>(() => nn.LayerNorm(3).call(ones(3, 2)));
    }

    [Fact]
    public void Pooling_refuses_what_has_no_windows()
    {
        Assert.ThrowsAny<ExternalException>(() => nn.MaxPool2d(3).call(ones(1, 1, 2, 2)));
        Assert.ThrowsAny<ExternalException>(() => nn.AvgPool2d(3).call(ones(4)));
        Assert.ThrowsAny<ExternalException>(() => nn.AdaptiveAvgPool2d(2).call(ones(4)));
        Assert.ThrowsAny<ExternalException>(() => nn.Unfold(5).call(ones(1, 1, 2, 2)));
    }

    [Fact]
    public void Losses_refuse_targets_that_dont_fit()
    {
        using var logits = ones(4, 3);
        Assert.ThrowsAny<ExternalException>(() => F.cross_entropy(logits, tensor(new long[] { 0, 1, 2, 3 })));
        Assert.ThrowsAny<ExternalException>(() => F.cross_entropy(logits, zeros(5, dtype: ScalarType.Int64)));
        Assert.Contains("Expected input batch_size (4) to match target batch_size (5).",
            Assert.ThrowsAny<ExternalException>(() => F.nll_loss(logits, zeros(5, dtype: ScalarType.Int64))).Message, StringComparison.Ordinal);
        Assert.Contains("Expected 2 or more dimensions (got 1)",
            Assert.ThrowsAny<ExternalException>(() => F.nll_loss(ones(3), zeros(3, dtype: ScalarType.Int64))).Message, StringComparison.Ordinal);
        Assert.Contains("Target size ([2]) must be the same as input size ([4, 3])",
            Assert.ThrowsAny<ExternalException>(() => F.binary_cross_entropy_with_logits(logits, ones(2))).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<ExternalException>(() => F.mse_loss(logits, ones(2)));
        Assert.ThrowsAny<ExternalException>(() => F.l1_loss(logits, ones(2)));
    }

    [Fact]
    public void Other_functions_refuse_what_they_cant_take()
    {
        Assert.Throws<ArgumentException>(() => F.one_hot(ones(3)));
        Assert.ThrowsAny<ExternalException>(() => F.one_hot(tensor(new long[] { 4 }), 3));
        Assert.ThrowsAny<ExternalException>(() => F.pad(ones(2, 2), [3, 3], PaddingModes.Reflect));
        Assert.ThrowsAny<ExternalException>(() => F.softmax(ones(2), 3));
        Assert.ThrowsAny<ExternalException>(() => F.log_softmax(ones(2), 3));
        Assert.ThrowsAny<ExternalException>(() => F.prelu(ones(2, 3), ones(2)));
        Assert.ThrowsAny<ExternalException>(() => F.linear(ones(2, 3), ones(2, 4)));
        Assert.ThrowsAny<ExternalException>(() => nn.Flatten(3).call(ones(2, 3)));
    }

    [Theory]
    [InlineData("ReLU")]
    [InlineData("Identity")]
    [InlineData("Tanh")]
    public void A_disposed_input_is_refused(string name)
    {
        nn.Module<Tensor, Tensor> module = name switch { "ReLU" => nn.ReLU(), "Tanh" => nn.Tanh(), _ => nn.Identity() };
        var input = ones(2);
        input.Dispose();

        Assert.Throws<InvalidOperationException>(() => module.call(input));
    }
}
