namespace Experiments.Tests.Models;

/// <summary>Tests the properties of bfloat16 for every form of every model.</summary>
public sealed class MixedPrecisionTests
{
    private static readonly ModelShape Images = new([2, 8, 8], 3);

    public static TheoryData<string> Names => [.. ModelForms.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_and_buffers_keep_their_names_values_and_format(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Make(name);
        var before = model.state_dict().Select(entry => (entry.Key, entry.Value.dtype, Digest(entry.Value))).ToList();

        MixedPrecision.Apply(model);
        model.eval();
        model.call(Batch(4));

        Assert.Equal(before, model.state_dict().Select(entry => (entry.Key, entry.Value.dtype, Digest(entry.Value))));
    }

    // Operands are rounded with a relative error of 2⁻⁹, so products have a relative error of about the same size.
    [Theory]
    [MemberData(nameof(Names))]
    public void Output_and_gradients_are_near_those_of_float32_and_not_equal_to_them(string name)
    {
        using var scope = NewDisposeScope();
        using var single = Make(name);
        using var mixed = Make(name);
        MixedPrecision.Apply(mixed);

        var (exact, exactGradients) = Pass(single);
        var (given, gradients) = Pass(mixed);

        Assert.Equal(ScalarType.Float32, given.dtype);
        Assert.InRange(Relative(given, exact), 1e-5, 0.1);
        Assert.All(gradients, gradient => Assert.Equal(ScalarType.Float32, gradient.dtype));
        var (all, allExact) = (Together(gradients), Together(exactGradients));
        Assert.InRange(Relative(all, allExact), 1e-5, 0.3);
    }

    [Fact]
    public void Every_linear_and_convolution_layer_gives_bfloat16_whoever_holds_it()
    {
        using var scope = NewDisposeScope();
        using var model = new Nested();
        MixedPrecision.Apply(model);
        var types = new Dictionary<string, ScalarType>();
        foreach (var (name, module) in model.named_modules())
        {
            if (module is Module<Tensor, Tensor> layer)
                layer.register_forward_hook((_, _, output) =>
                {
                    types[name] = output.dtype;
                    return output;
                });
        }

        model.call(Batch(4));

        Assert.Equal(
            [("norm", ScalarType.BFloat16), ("first", ScalarType.BFloat16), ("scale", ScalarType.Float32),
                ("last", ScalarType.BFloat16)],
            types.OrderBy(entry => Array.IndexOf(["norm", "first", "scale", "last"], entry.Key)).Select(entry => (entry.Key, entry.Value)));
    }

    [Fact]
    public void A_pass_that_fails_leaves_a_network_that_trains()
    {
        using var scope = NewDisposeScope();
        using var model = new Mlp { Hidden = [6] }.Build(Images);
        MixedPrecision.Apply(model);
        Assert.ThrowsAny<Exception>(() => model.call(zeros(4, 5)));

        Pass(model);

        Assert.All(model.parameters(), parameter => Assert.Equal(ScalarType.Float32, parameter.grad!.dtype));
        Assert.Equal(model.parameters().Select(parameter => parameter.dtype).Distinct(), [ScalarType.Float32]);
    }

    private static Module<Tensor, Tensor> Make(string name)
    {
        using var seeded = manual_seed(5);
        var model = ModelForms.Make(name).Build(Images);
        Patterns.Fill(model);
        return model;
    }

    private static (Tensor Output, List<Tensor> Gradients) Pass(Module<Tensor, Tensor> model)
    {
        using var seeded = manual_seed(3);
        var output = model.call(Batch(12));
        functional.cross_entropy(output, arange(12).remainder(3)).backward();
        var gradients = model.parameters().Where(parameter => parameter.grad is not null).Select(parameter => parameter.grad!);
        return (output.detach(), [.. gradients]);
    }

    private static Tensor Batch(int examples) => Patterns.Of([examples, 2, 8, 8], 11).to(ScalarType.Float32);

    private static Tensor Together(IEnumerable<Tensor> tensors) => cat([.. tensors.Select(tensor => tensor.flatten())]);

    private static double Relative(Tensor given, Tensor exact) => ((given - exact).norm() / exact.norm()).item<float>();

    private static string Digest(Tensor tensor) => string.Join(' ', tensor.detach().to(ScalarType.Float64).data<double>().ToArray());

    // A module as a user may write it; the types of its fields are the types of the layers.
    private sealed class Nested : Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Conv2d first = Conv2d(2, 4, 3, padding: 1);
        private readonly TorchSharp.Modules.BatchNorm2d norm = BatchNorm2d(4);
        private readonly ScalarMultiplier scale = new();
        private readonly TorchSharp.Modules.Linear last = Linear(256, 3);

        public Nested()
            : base("nested") => RegisterComponents();

        public override Tensor forward(Tensor input) => last.call(scale.call(norm.call(first.call(input))).flatten(1));
    }
}
