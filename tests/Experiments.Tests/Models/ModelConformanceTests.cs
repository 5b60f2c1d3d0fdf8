using Experiments.Configuration;
using Experiments.Initialization;
using Experiments.Models;
using Experiments.Tests.Initialization;
using TorchSharp;
using static TorchSharp.torch;

namespace Experiments.Tests.Models;

/// <summary>What every row of the registry promises; a new model that takes images only says so here.</summary>
public sealed class ModelConformanceTests
{
    private static readonly ModelShape Images = new([2, 32, 32], 3);

    public static TheoryData<string> Names => [.. ModelRegistry.Instance.Rows.Select(row => row.Name)];

    private static ModelOptions Make(string name) =>
        (ModelOptions)Activator.CreateInstance(ModelRegistry.Instance.Rows.Single(row => row.Name == name).OptionsType)!;

    [Theory]
    [MemberData(nameof(Names))]
    public void It_turns_a_batch_into_one_row_of_outputs_each_in_the_networks_precision(string name)
    {
        foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64 })
        {
            using var scope = NewDisposeScope();
            using var model = Make(name).Build(Images);
            model.to(type);
            model.eval();
            var result = model.call(zeros([4, 2, 32, 32], dtype: type, device: CPU));
            Assert.Equal([4L, 3L], result.shape);
            Assert.Equal(type, result.dtype);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_built_on_the_cpu_in_float32(string name)
    {
        using var model = Make(name).Build(Images);
        foreach (var (_, parameter) in model.named_parameters())
            Assert.Equal((ScalarType.Float32, DeviceType.CPU), (parameter.dtype, parameter.device_type));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_gives_others(string name)
    {
        Assert.Equal(DigestsWith(name, 3), DigestsWith(name, 3));
        Assert.NotEqual(DigestsWith(name, 3), DigestsWith(name, 4));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_parameter_gets_a_gradient(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Make(name).Build(Images);
        model.call(ones([2, 2, 32, 32], dtype: ScalarType.Float32, device: CPU)).sum().backward();
        foreach (var (parameterName, parameter) in model.named_parameters())
            Assert.True(parameter.grad is not null, parameterName);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_layers_of_which_the_last_is_not_hidden(string name)
    {
        using var model = Make(name).Build(Images);
        var layers = Layers.Of(model);
        Assert.Equal(Shapes.Count(model), layers.Sum(layer => layer.ParameterCount));
        Assert.Equal("classifier", layers[^1].Name.Split('.')[0]);
        Assert.False(layers[^1].IsHidden);
    }

    [Fact]
    public void Names_are_lower_case_words() =>
        Assert.All(ModelRegistry.Instance.Rows, row => Assert.Matches("^[a-z][a-z0-9_]*$", row.Name));

    private static List<string> DigestsWith(string name, long seed)
    {
        using var scope = NewDisposeScope();
        using var model = Make(name).Build(Images);
        Initializer.Apply(model, new InitOptions(), seed);
        var digests = new List<string>();
        foreach (var (_, parameter) in model.named_parameters())
            digests.Add(InitCases.Digest(parameter));
        return digests;
    }
}
