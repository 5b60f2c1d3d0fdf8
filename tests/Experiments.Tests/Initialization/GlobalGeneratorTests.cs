using Experiments.Tests.Runs;

namespace Experiments.Tests.Initialization;

public sealed class GlobalGeneratorTests
{
    [Fact]
    public void Filling_a_network_neither_reads_nor_writes_the_global_generator()
    {
        using var scope = NewDisposeScope();
        using var model = new Mlp { Hidden = [5] }.Build(new ModelShape([4], 2));
        string[] Fill()
        {
            Initializer.Apply(model, new InitOptions { Weight = new TruncNormalScheme() }, 3);
            return [InitCases.Digest(model.get_parameter("features.0.weight")!),
                InitCases.Digest(model.get_parameter("classifier.0.bias")!)];
        }

        manual_seed(1);
        var before = Generator.Default.get_state().data<byte>().ToArray();
        var first = Fill();
        Assert.Equal(before, Generator.Default.get_state().data<byte>().ToArray());

        manual_seed(2);
        Assert.NotEqual(before, Generator.Default.get_state().data<byte>().ToArray());
        Assert.Equal(first, Fill());
    }

    [Fact]
    public void What_no_policy_touches_is_drawn_from_the_seed_too()
    {
        using var scope = NewDisposeScope();
        string Draw(long seed, long stateBefore)
        {
            manual_seed(stateBefore);
            var (model, _) = Initializer.Build(new Odd(), new ModelShape([3], 3), new InitOptions { Weight = new ZerosScheme() }, seed);
            using (model)
                return InitCases.Digest(model.get_parameter("drawn")!);
        }

        Assert.Equal(Draw(seed: 5, stateBefore: 1), Draw(seed: 5, stateBefore: 2));
        Assert.NotEqual(Draw(seed: 5, stateBefore: 1), Draw(seed: 6, stateBefore: 1));
    }

    private sealed record Odd : ModelOptions
    {
        public override nn.Module<Tensor, Tensor> Build(ModelShape shape) => new OddModule();
    }

    private sealed class OddModule : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Parameter drawn = nn.Parameter(randn([3], dtype: ScalarType.Float32, device: CPU));

        public OddModule()
            : base("odd") => RegisterComponents();

        public override Tensor forward(Tensor input) => input.mul(drawn);
    }
}
