using Experiments.Tests.Initialization;

namespace Experiments.Tests.Models;

/// <summary>Tests that every row of the registry must pass, in each form of <see cref="ModelForms"/>.</summary>
public sealed class ModelConformanceTests
{
    private static readonly ModelShape Images = new([2, 8, 8], 3);

    public static TheoryData<string> Names => [.. ModelForms.Names];

    private static ModelOptions Make(string name) => ModelForms.Make(name);

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
            var result = model.call(zeros([4, 2, 8, 8], dtype: type, device: CPU));
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
    public void Every_parameter_moves_the_outputs_but_for_those_that_are_named(string name)
    {
        using var scope = NewDisposeScope();
        using var _ = manual_seed(5);
        using var model = Make(name).Build(Images);
        model.to(ScalarType.Float64);
        // The loss is a weighted sum of the outputs, because a normalisation makes their unweighted sum constant.
        (model.call(Batch(8).to(ScalarType.Float64)) * randn(8, 3, dtype: ScalarType.Float64, device: CPU)).sum().backward();
        var unmoved = model.named_parameters().Where(named => named.parameter.grad!.abs().max().item<double>() < 1e-10)
            .Select(named => named.name);
        Assert.Equal(model.named_parameters().Select(named => named.name).Where(parameter => IsWithoutEffect(name, parameter)), unmoved);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_training_pass_draws_random_numbers_only_where_the_options_say_so(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Make(name).Build(Images);
        using var seeded = manual_seed(11);
        var untouched = rand(4, device: CPU);
        using var again = manual_seed(11);
        model.call(Batch(8)).sum().backward();

        Assert.Equal(Make(name).DrawsRandomNumbers, !untouched.equal(rand(4, device: CPU)).all().item<bool>());
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

    [Theory]
    [MemberData(nameof(Names))]
    public void All_parameters_and_buffers_move_together_and_nothing_of_floating_point_stays_behind(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Make(name).Build(Images);
        model.to(ScalarType.Float64);
        Assert.All(model.named_parameters().Select(named => named.parameter),
            parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Assert.All(model.named_buffers().Select(named => named.buffer).Where(buffer => buffer.is_floating_point()),
            buffer => Assert.Equal(ScalarType.Float64, buffer.dtype));
        var output = model.call(Batch(3).to(ScalarType.Float64));
        output.sum().backward();
        Assert.All(model.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.grad!.dtype));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_layers_hold_the_parameters_in_the_order_of_named_parameters(string name)
    {
        using var model = Make(name).Build(Images);
        var ofLayers = Layers.Of(model).SelectMany(
            layer => layer.Parameters.Select(parameter => layer.Name.Length == 0 ? parameter.Name : $"{layer.Name}.{parameter.Name}"));
        Assert.Equal(model.named_parameters().Select(named => named.name), ofLayers);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Initialised_by_auto_and_with_kaiming_every_weight_gets_a_finite_plan(string name)
    {
        using var model = Make(name).Build(Images);
        foreach (var scheme in new Scheme[] { new AutoScheme(), new KaimingNormalScheme(), new TorchDefaultScheme() })
        {
            var weights = Initializer.Apply(model, new InitOptions { Weight = scheme }, 1).Parameters.Where(
                parameter => parameter.Target.IsMatrix);
            Assert.All(weights, parameter => Assert.True(parameter.Std is > 0 and < 10, $"{parameter.Name}: {parameter.Std}"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_leaves_one_tensor_and_its_input_as_it_was(string name)
    {
        using var model = Make(name).Build(Images);
        using var input = Batch(3);
        using var before = input.clone();
        foreach (var trains in new[] { true, false })
        {
            using var scope = NewDisposeScope();
            model.train(trains);
            var output = model.call(input);
            Assert.Equal(1, scope.DisposablesCount);
            Assert.True(output.isfinite().all().item<bool>());
            Assert.True(input.allclose(before, 0, 0));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_dropout_drops_is_a_function_of_the_seed_and_evaluation_drops_nothing(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Make(name).Build(Images);
        var drops = model.named_modules().Any(named => named.module.GetType().Name.Contains("Dropout", StringComparison.Ordinal));
        // With forty examples and a dropout probability of 1/5, it almost never happens that two passes drop the same values, or that a
        // pass drops no value.
        float[] With(long seed)
        {
            using var _ = manual_seed(seed);
            return model.call(Batch(40)).data<float>().ToArray();
        }

        model.eval();
        Assert.Equal(With(1), With(2));
        model.train();
        Assert.Equal(With(1), With(1));
        if (drops)
            Assert.NotEqual(With(1), With(2));
        else
            Assert.Equal(With(1), With(2));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void In_evaluation_an_example_is_computed_alone_as_in_a_batch(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Make(name).Build(Images);
        model.to(ScalarType.Float64);
        model.eval();
        var batch = Batch(3).to(ScalarType.Float64);
        Assert.True(model.call(batch).narrow(0, 1, 1).allclose(model.call(batch.narrow(0, 1, 1)), 1e-10, 1e-12));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_and_buffers_saved_and_loaded_give_the_same_outputs_bit_for_bit(string name)
    {
        using var scope = NewDisposeScope();
        using var saved = Make(name).Build(Images);
        using var loaded = Make(name).Build(Images);
        saved.call(Batch(6)); // This pass changes the running statistics.
        var file = Path.GetTempFileName();
        try
        {
            Safetensors.Write(file, saved.state_dict().Select(entry => (entry.Key, entry.Value)));
            var tensors = Safetensors.Read(file);
            using (no_grad())
            {
                foreach (var (entry, value) in loaded.state_dict())
                    value.copy_(tensors[entry]);
            }
        }
        finally
        {
            File.Delete(file);
        }
        saved.eval();
        loaded.eval();
        Assert.Equal(saved.call(Batch(4)).data<float>().ToArray(), loaded.call(Batch(4)).data<float>().ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_that_are_built_with_one_seed_are_equal_before_any_policy(string name)
    {
        using var scope = NewDisposeScope();
        List<string> Built()
        {
            using var _ = manual_seed(9);
            using var model = Make(name).Build(Images);
            return [.. model.parameters().Select(parameter => InitCases.Digest(parameter))];
        }

        Assert.Equal(Built(), Built());
    }

    [Fact]
    public void Names_are_lower_case_words() =>
        Assert.All(ModelRegistry.Instance.Rows, row => Assert.Matches("^[a-z][a-z0-9_]*$", row.Name));

    private static bool IsWithoutEffect(string form, string parameter) => form switch
    {
        // With ReZero and SkipInit, the branches add nothing at the start, so their parameters have a gradient of 0.
        "mlp, ReZero" or "resnet, ReZero" or "resnet, SkipInit" => parameter.Contains(".branch.", StringComparison.Ordinal),
        // Batch normalisation removes a bias, because a bias is the same for all examples.
        "mlp, batch, dropout" => parameter is "features.0.bias" or "features.4.bias",
        "mlp, pre" => parameter is "features.0.bias" or "features.1.branch.2.bias" or "features.1.branch.6.bias"
            or "features.2.branch.2.bias" or "features.2.branch.6.bias",
        "vgg, all keys" => parameter is "features.0.bias" or "features.5.bias",
        "vgg, channels last" => parameter is "features.0.bias" or "features.4.bias",
        _ => false,
    };

    // Copies the batch into memory that libtorch aligns. For a tensor over an array, the last digit of MKL's results depends on the array's
    // address.
    private static Tensor Batch(int examples) =>
        tensor(Enumerable.Range(0, examples * 128).Select(i => (float)Math.Sin(1.7 * i)).ToArray(), dtype: ScalarType.Float32).clone()
            .reshape(examples, 2, 8, 8);

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
