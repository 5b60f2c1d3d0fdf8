namespace Experiments.Tests.Probe;

public sealed class ProbeVariantTests
{
    [Theory]
    [InlineData("init=xavier_normal,kaiming_normal:mode=fan_out,normal:std=0.01",
        "xavier_normal|init.weight=xavier_normal",
        "kaiming_normal mode=fan_out|init.weight={\"scheme\":\"kaiming_normal\",\"mode\":\"fan_out\"}",
        "normal std=0.01|init.weight={\"scheme\":\"normal\",\"std\":0.01}")]
    [InlineData("model.batch_norm=false,true", "batch_norm false|model.batch_norm=false", "batch_norm true|model.batch_norm=true")]
    [InlineData("model.activation=relu,leaky_relu:negative_slope=0.2", "activation relu|model.activation=relu",
        "activation leaky_relu negative_slope=0.2|model.activation={\"kind\":\"leaky_relu\",\"negative_slope\":0.2}")]
    [InlineData("model.hidden=[8,8],[16]", "hidden [8,8]|model.hidden=[8,8]", "hidden [16]|model.hidden=[16]")]
    [InlineData("init={\"scheme\":\"uniform\",\"a\":-1,\"b\":1},zeros",
        "{\"scheme\" \"uniform\",\"a\" -1,\"b\" 1}|init.weight={\"scheme\":\"uniform\",\"a\":-1,\"b\":1}", "zeros|init.weight=zeros")]
    public void Values_are_words_with_options_or_JSON(string argument, params string[] expected) =>
        Assert.Equal(expected, ProbeVariant.Parse(argument).Select(variant => $"{variant.Label}|{variant.Set}"));

    [Theory]
    [InlineData("init")]
    [InlineData("init=")]
    [InlineData("=relu")]
    [InlineData("init=zeros,,ones")]
    [InlineData("init=normal:0.01")]
    [InlineData("init=zeros,ones,zeros")]
    public void A_malformed_comparison_is_refused(string argument) => Assert.Throws<InputException>(() => ProbeVariant.Parse(argument));

    [Fact]
    public void Depth_repeats_the_last_width_or_sets_model_depth()
    {
        Assert.Equal(["model.hidden=[256,128,128,128]"], DepthOverride.For(new Mlp { Hidden = [256, 128] }, 4));
        Assert.Equal(["model.hidden=[256]"], DepthOverride.For(new Mlp { Hidden = [256, 128] }, 1));
        Assert.Equal(["model.depth=16"], DepthOverride.For(new Vgg(), 16));
        Assert.Equal(["model.channels=null", "model.depth=16"], DepthOverride.For(new Vgg { Channels = "8 M 8" }, 16));
        Assert.Throws<InputException>(() => DepthOverride.For(new SoftmaxRegression(), 3));
    }
}
