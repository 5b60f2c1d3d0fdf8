using Experiments.Initialization;
using Experiments.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Experiments.Tests.Initialization;

/// <summary>Alone, because every other test may draw from the global generator.</summary>
[CollectionDefinition(nameof(GlobalGeneratorTests), DisableParallelization = true)]
[Collection(nameof(GlobalGeneratorTests))]
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
            return [InitCases.Digest(model.get_parameter("features.0.weight")!), InitCases.Digest(model.get_parameter("classifier.0.bias")!)];
        }

        manual_seed(1);
        var before = Generator.Default.get_state().data<byte>().ToArray();
        var first = Fill();
        Assert.Equal(before, Generator.Default.get_state().data<byte>().ToArray());

        manual_seed(2);
        Assert.NotEqual(before, Generator.Default.get_state().data<byte>().ToArray());
        Assert.Equal(first, Fill());
    }
}
