namespace Experiments.Tests.Experiment;

public sealed class StackKeyTests : IDisposable
{
    private const string Base =
        """{"name": "a", "data": "digits", "model": {"kind": "mlp", "hidden": [32], "activation": {"kind": "leaky_relu"}}, """
        + """ "optimizer": {"kind": "sgd", "lr": 0.1}}""";

    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("name=b")]
    [InlineData("seed=7")]
    [InlineData("init.weight=lecun_normal")]
    [InlineData("init.rules=[{\"bias\": \"zeros\"}]")]
    [InlineData("optimizer.lr=0.2")]
    [InlineData("optimizer.weight_decay=0.01")]
    [InlineData("optimizer.momentum=0.9")]
    [InlineData("schedule={\"kind\": \"cosine\"}")]
    [InlineData("model.activation.negative_slope=0.2")]
    [InlineData("output.root=elsewhere")]
    [InlineData("device=cpu")]
    public void Configs_that_differ_in_this_can_train_together(string set) => Assert.Equal(Of(Base), Of(Base, set));

    [Theory]
    [InlineData("model.hidden=[33]")]
    [InlineData("model.bias=false")]
    [InlineData("model.dropout=0.1")]
    [InlineData("model.activation=relu")]
    [InlineData("optimizer.kind=adam")]
    [InlineData("optimizer.decay=weights")]
    [InlineData("optimizer={\"kind\": \"sgd\", \"lr\": 0.1, \"momentum\": 0.9, \"nesterov\": true}")]
    [InlineData("loss={\"kind\": \"cross_entropy\", \"label_smoothing\": 0.1}")]
    [InlineData("data.batch_size=64")]
    [InlineData("data.split_seed=1")]
    [InlineData("training.epochs=11")]
    [InlineData("training.eval_every_epochs=2")]
    [InlineData("training.clip_grad_norm=1")]
    [InlineData("training.ema={\"decay\": 0.9}")]
    [InlineData("diagnostics.every_steps=10")]
    [InlineData("precision=float64")]
    [InlineData("threads=2")]
    public void Configs_that_differ_in_this_train_apart(string set) => Assert.NotEqual(Of(Base), Of(Base, set));

    [Fact]
    public void Betas_are_free_and_amsgrad_is_not()
    {
        const string adam = "optimizer={\"kind\": \"adam\"}";
        Assert.Equal(Of(Base, adam), Of(Base, adam, "optimizer.betas=[0.8, 0.99]", "optimizer.eps=1e-6"));
        Assert.NotEqual(Of(Base, adam), Of(Base, adam, "optimizer.amsgrad=true"));
    }

    [Fact]
    public void Devices_are_kept_apart() => Assert.NotEqual(Of(Base), StackKey.Of(Read(Base).Config, "cuda"));

    [Theory]
    [InlineData("softmax_regression", null)]
    [InlineData("mlp", null)]
    [InlineData("vgg", null)]
    [InlineData("resnet", null)]
    [InlineData("resnet\", \"normalization\": \"none", "model.normalization is 'none', but stacked resnets need 'batch'")]
    [InlineData("vgg\", \"memory_format\": \"channels_last",
        "model.memory_format is 'channels_last', which stacked cells can't use")]
    [InlineData("resnet\", \"memory_format\": \"channels_last",
        "model.memory_format is 'channels_last', which stacked cells can't use")]
    public void A_model_that_can_not_be_stacked_is_named(string kind, string? obstacle) => Assert.Equal(obstacle,
        StackKey.Obstacle(Read($"{{\"name\": \"a\", \"data\": \"digits\", \"model\": {{\"kind\": \"{kind}\"}}}}").Config, "cpu"));

    [Fact]
    public void Bfloat16_can_not_be_stacked() => Assert.Equal("precision is 'bfloat16', which stacked cells can't use",
        StackKey.Obstacle(Read(Base, "precision=bfloat16").Config, "cpu"));

    [Fact]
    public void Networks_that_draw_random_numbers_can_be_stacked_on_the_CPU_only()
    {
        const string set = "model.dropout=0.1";
        Assert.Null(StackKey.Obstacle(Read(Base, set).Config, "cpu"));
        Assert.StartsWith("its network draws random numbers", StackKey.Obstacle(Read(Base, set).Config, "cuda"), StringComparison.Ordinal);
        Assert.Null(StackKey.Obstacle(Read(Base).Config, "cuda"));
    }

    [Fact]
    public void Weight_decay_of_the_weights_alone_is_kept_apart_from_none()
    {
        const string weights = "optimizer.decay=weights";
        Assert.NotEqual(Of(Base, weights), Of(Base, weights, "optimizer.weight_decay=0.1"));
        Assert.Equal(Of(Base, weights, "optimizer.weight_decay=0.2"), Of(Base, weights, "optimizer.weight_decay=0.1"));
    }

    [Theory]
    [InlineData("cpu", true)]
    [InlineData("cuda", false)]
    public void Only_the_CPU_is_exact(string device, bool isExact) => Assert.Equal(isExact, StackKey.IsExact(device));

    private string Of(string text, params string[] sets) => StackKey.Of(Read(text, sets).Config, "cpu");

    private ResolvedConfig Read(string text, params string[] sets) => ConfigReader.Read(_folder.Write("a.json", text), sets);
}
