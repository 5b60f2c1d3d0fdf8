namespace Experiments.Tests.Initialization;

/// <summary>Tests that every row of the registry must pass. To test a new scheme, add a line to <see cref="Examples"/>.</summary>
public sealed class SchemeConformanceTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    /// <param name="Options">Keys of the scheme, written as in a config after the scheme's name.</param>
    /// <param name="Layer">Layer that the scheme fills: <c>linear</c>, <c>conv</c>, or <c>residual</c> for the first layer of a
    /// branch.</param>
    private sealed record Example(string Options, string Layer)
    {
        public bool IsRandom { get; init; } = true;

        public bool IsStdKnown { get; init; } = true;

        public bool FillsBiases { get; init; }

        // Whether Reference/init_cases.json contains the scheme. For each scheme in this file, PyTorch computes the same numbers.
        public bool IsInPyTorch { get; init; }
    }

    private static readonly Dictionary<string, Example> Examples = new()
    {
        ["torch_default"] = new("", "linear") { FillsBiases = true, IsInPyTorch = true },
        ["auto"] = new("""
            , "distribution": "uniform"
            """, "conv") { FillsBiases = true },
        ["zeros"] = new("", "linear") { IsRandom = false, FillsBiases = true, IsInPyTorch = true },
        ["ones"] = new("", "conv") { IsRandom = false, FillsBiases = true, IsInPyTorch = true },
        ["constant"] = new(""", "val": -1.5""", "linear") { IsRandom = false, FillsBiases = true, IsInPyTorch = true },
        ["uniform"] = new(""", "a": -2.0, "b": 3.0""", "conv") { FillsBiases = true, IsInPyTorch = true },
        ["normal"] = new(""", "mean": 1.0, "std": 2.0""", "linear") { FillsBiases = true, IsInPyTorch = true },
        ["trunc_normal"] = new(""", "std": 0.7, "a": -0.5, "b": 0.9""", "linear") { FillsBiases = true, IsInPyTorch = true },
        ["eye"] = new("", "linear") { IsRandom = false, IsInPyTorch = true },
        ["dirac"] = new(""", "groups": 2""", "conv") { IsRandom = false, IsInPyTorch = true },
        ["sparse"] = new(""", "sparsity": 0.4, "std": 0.3""", "linear") { IsInPyTorch = true },
        ["orthogonal"] = new(""", "gain": 1.7""", "conv") { IsInPyTorch = true },
        ["delta_orthogonal"] = new(""", "gain": "sqrt(2)" """, "conv"),
        ["xavier_uniform"] = new(""", "nonlinearity": "relu" """, "linear") { IsInPyTorch = true },
        ["xavier_normal"] = new(""", "gain": 0.5""", "conv") { IsInPyTorch = true },
        ["kaiming_uniform"] = new(""", "mode": "fan_out" """, "conv") { IsInPyTorch = true },
        ["kaiming_normal"] = new(""", "a": 0.3""", "linear") { IsInPyTorch = true },
        ["lecun_uniform"] = new("", "linear") { IsInPyTorch = true },
        ["lecun_normal"] = new("", "conv") { IsInPyTorch = true },
        ["variance_scaling"] = new(""", "scale": 1.5, "mode": "fan_avg", "distribution": "truncated_normal" """,
            "conv") { IsInPyTorch = true },
        ["fixup"] = new(""", "distribution": "uniform" """, "residual") { FillsBiases = true },
        ["zero_hadamard"] = new("", "conv") { IsRandom = false },
        ["lsuv"] = new(""", "target_variance": 2.0, "batch_size": 64""", "linear") { IsStdKnown = false },
        ["autoinit"] = new(""", "target_variance": 2.0, "distribution": "uniform" """, "linear") { IsStdKnown = false },
        ["from_file"] = new(""", "path": "FILE" """, "linear") { IsRandom = false, IsStdKnown = false },
    };

    public static TheoryData<string> Names => [.. SchemeRegistry.Instance.Rows.Select(row => row.Name)];

    public SchemeConformanceTests()
    {
        using var scope = NewDisposeScope();
        Safetensors.Write(_file, [("weight", arange(200, dtype: ScalarType.Float32, device: CPU).reshape(20, 10))]);
    }

    public void Dispose() => File.Delete(_file);

    private string Json(string name) =>
        $$"""{ "scheme": "{{name}}"{{Examples[name].Options.Replace("FILE", JsonEncodedText.Encode(_file).ToString(), StringComparison.Ordinal)}} }""";

    // The tests examine the weight of the first layer.
    private static Module<Tensor, Tensor> Make(string name) => Examples[name].Layer switch
    {
        "linear" => Linear(10, 20, hasBias: false),
        "conv" => Conv2d(6, 24, kernel_size: 5L, bias: false),
        _ => new Residual(Sequential(Linear(16, 16, hasBias: false), ReLU(inplace: false), Linear(16, 16, hasBias: false))),
    };

    private static TorchSharp.Modules.Parameter Weight(Module module) => module.parameters(recurse: true).First();

    // Returns 64 examples for the linear layer, for data-dependent schemes.
    private static Tensor Examples64(long count)
    {
        using var generator = new Generator(5, device: CPU);
        return empty([Math.Min(count, 64), 10], dtype: ScalarType.Float32, device: CPU).normal_(0, 1, generator: generator);
    }

    private Tensor Fill(Module module, string name, long seed)
    {
        Initializer.Apply(module, InitConfig.Read($$"""{ "weight": {{Json(name)}} }"""), seed, Examples64,
            InputTheory.For([10]));
        return Weight(module).detach();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_fills_a_weight_and_leaves_its_shape_and_type_alone(string name)
    {
        using var scope = NewDisposeScope();
        using var module = Make(name);
        using (no_grad())
            Weight(module).fill_(float.NaN);
        var shape = Weight(module).shape;
        var filled = Fill(module, name, 1);
        Assert.Equal(shape, filled.shape);
        Assert.Equal(ScalarType.Float32, filled.dtype);
        Assert.All(filled.data<float>().ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_gives_others(string name)
    {
        using var scope = NewDisposeScope();
        var digests = new[] { 8L, 8L, 9L }.Select(seed => InitCases.Digest(Fill(Make(name), name, seed))).ToList();
        Assert.Equal(digests[0], digests[1]);
        Assert.Equal(Examples[name].IsRandom, digests[0] != digests[2]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_mean_and_the_standard_deviation_of_the_plan_are_those_of_the_values(string name)
    {
        using var scope = NewDisposeScope();
        using var module = Make(name);
        var options = InitConfig.Read($$"""{ "weight": {{Json(name)}} }""");
        if (Initializer.Plan(Layers.Of(module), options).Parameters[0].Law is not { } law)
        {
            Assert.False(Examples[name].IsStdKnown);
            return;
        }
        // Compares moments about the planned mean. For schemes without randomness, the moments are exact; for random schemes, the tolerance
        // is five standard errors of a variance.
        var pooled = Enumerable.Range(0, 20).SelectMany(seed => Fill(module, name, seed).data<float>().ToArray()).ToList();
        var measured = Math.Sqrt(new Sample(pooled).Variance);
        var tolerance = Examples[name].IsRandom ? 5 * law.Std / Math.Sqrt(2.0 * pooled.Count) : 1e-6;
        Assert.Equal(law.Std, measured, tolerance);
        Assert.Equal(law.Mean, pooled.Average(), Examples[name].IsRandom ? 5 * law.Std / Math.Sqrt(pooled.Count) : 1e-6);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_config_survives_the_round_trip(string name)
    {
        var resolved = InitConfig.Resolve($$"""{ "weight": {{Json(name)}} }""");
        Assert.Equal(name, (string?)resolved["weight"]!["scheme"]);
        var again = InitConfig.Resolve(resolved.ToJsonString());
        Assert.True(JsonNode.DeepEquals(resolved, again), again.ToJsonString());
        Assert.Equal(InitConfig.Read(resolved.ToJsonString()).Weight, InitConfig.ReadScheme(Json(name)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shape_that_it_cannot_fill_is_refused_before_anything_is_drawn(string name)
    {
        // Every scheme that needs a matrix or a kernel must reject a bias. All other schemes fill any shape.
        using var scope = NewDisposeScope();
        using var module = Linear(10, 20, hasBias: true);
        var before = InitCases.Digest(module.get_parameter("weight")!);
        var options = InitConfig.Read($$"""{ "weight": { "scheme": "zeros" }, "bias": {{Json(name)}} }""");
        if (Examples[name].FillsBiases)
        {
            Initializer.Apply(module, options, 0);
            return;
        }
        var refused = Assert.Throws<InputException>(() => Initializer.Apply(module, options, 0));
        Assert.StartsWith($"init: bias, of shape [20]: {name} ", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, InitCases.Digest(module.get_parameter("weight")!));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_among_the_cases_that_PyTorch_is_asked_for_or_PyTorch_has_no_such_scheme(string name)
    {
        var asked = File.ReadAllText(InitCases.PathOf("init_cases.json")).Contains($"\"scheme\": \"{name}\"", StringComparison.Ordinal);
        Assert.Equal(Examples[name].IsInPyTorch, asked);
    }

    [Theory]
    [InlineData("""{ "scheme": "uniform", "a": 2.0, "b": 1.0 }""", "a must not be above b")]
    [InlineData("""{ "scheme": "trunc_normal", "a": 1.0, "b": 1.0 }""", "a must be below b")]
    [InlineData("""{ "scheme": "trunc_normal", "mean": 9.0 }""", "mean is more than two std outside")]
    [InlineData("""{ "scheme": "xavier_normal", "gain": 2.0, "nonlinearity": "relu" }""", "gain and nonlinearity both set the gain")]
    [InlineData("""{ "scheme": "kaiming_normal", "nonlinearity": "rleu" }""", "'relu'")]
    [InlineData("""{ "scheme": "constant" }""", "val")]
    [InlineData("""{ "scheme": "sparse", "sparsity": 1.5 }""", "sparsity")]
    [InlineData("""{ "scheme": "kaiming" }""", "kaiming")]
    public void Options_that_make_no_sense_are_mistakes_of_the_config(string scheme, string said)
    {
        var refused = Assert.Throws<InputException>(() => InitConfig.ReadScheme(scheme));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> WrongArguments
    {
        get
        {
            var arguments = new TheoryData<string, string>();
            foreach (var row in SchemeRegistry.Instance.Rows)
            {
                foreach (var key in ExperimentCatalog.Instance.Keys(row.OptionsType))
                    arguments.Add(row.Name, key.Name);
            }
            return arguments;
        }
    }

    [Theory]
    [MemberData(nameof(WrongArguments))]
    public void A_wrong_value_of_any_key_is_refused_with_the_key_and_what_is_allowed(string name, string key)
    {
        var isText = key is "path" or "strip_prefix";
        foreach (var wrong in new[] { "[]", "true", "\"none_such\"", "-1e39" }.Where(wrong => !isText || wrong != "\"none_such\""))
        {
            var scheme = (JsonObject)JsonNode.Parse(Json(name))!;
            scheme[key] = JsonNode.Parse(wrong);
            var refused = Assert.Throws<InputException>(() => InitConfig.ReadScheme(scheme.ToJsonString()));
            Assert.Contains($"weight.{key} is ", refused.Message, StringComparison.Ordinal);
            Assert.Contains("expected", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_documented_in_both_languages_with_all_its_keys(string name)
    {
        var row = SchemeRegistry.Instance.Rows.Single(row => row.Name == name);
        Assert.Matches(@"^[^\u4e00-\u9fff]+\.$", row.Summary);
        Assert.Matches(@"[\u4e00-\u9fff].*。$", row.SummaryIn(Language.Chinese));
        Assert.All(ExperimentCatalog.Instance.Keys(row.OptionsType), key =>
        {
            Assert.Matches(@"^[^\u4e00-\u9fff]+\.$", key.Option.Summary);
            Assert.Matches(@"[\u4e00-\u9fff].*。$", ConfigText.In(Language.Chinese).Summary(key));
        });
    }

    // The parameter is float64, and the drawn values must be converted to the parameter's type and device; the network is not moved.
    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_drawn_goes_to_the_type_and_the_place_of_the_parameter(string name)
    {
        using var scope = NewDisposeScope();
        using var single = Make(name);
        using var doubled = Make(name);
        doubled.to(ScalarType.Float64);
        var expected = Fill(single, name, 3).data<float>().ToArray().Select(value => (double)value);
        var filled = Fill(doubled, name, 3);
        Assert.Equal((ScalarType.Float64, DeviceType.CPU), (filled.dtype, filled.device_type));
        // Data-dependent schemes compute in the network's precision; drawn numbers are always float32.
        var tolerance = InitConfig.ReadScheme(Json(name)) is CalibratedScheme ? 1e-6 : 0;
        Assert.All(expected.Zip(filled.data<double>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    [Fact]
    public void The_modes_that_a_config_may_name_are_the_same_everywhere_and_all_have_a_meaning()
    {
        var modes = new[] { typeof(XavierScheme), typeof(VarianceScalingScheme) }
            .Select(type => ((OptionAttribute)type.GetProperty("Mode")!.GetCustomAttributes(typeof(OptionAttribute), false)[0]).Allowed)
            .ToList();
        Assert.Equal(modes[0], modes[1]);
        Assert.Equal(Enum.GetValues<FanMode>(), modes[0].Select(VarianceScaling.ModeOf).Order());
    }

    [Fact]
    public void The_nonlinearities_that_a_config_may_name_are_those_that_have_a_gain()
    {
        IEnumerable<string> expected = [.. Gains.Known, Gains.Auto, Gains.Computed];
        foreach (var type in new[] { typeof(GainScheme), typeof(KaimingScheme) })
            Assert.Equal(expected, ((OptionAttribute)type.GetProperty("Nonlinearity")!
                .GetCustomAttributes(typeof(OptionAttribute), false)[0]).Allowed);
    }
}
