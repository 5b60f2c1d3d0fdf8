namespace Experiments.Tests.Initialization;

public sealed class FromFileSchemeTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"weights-{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_file);

    private InitOptions Options => new() { Weight = new FromFileScheme { Path = _file }, Bias = new FromFileScheme { Path = _file } };

    private InitOptions Stripping(string prefix) => new() { Weight = new FromFileScheme { Path = _file, StripPrefix = prefix },
        Bias = new FromFileScheme { Path = _file, StripPrefix = prefix } };

    private static nn.Module<Tensor, Tensor> Make() => new Mlp { Hidden = [4] }.Build(new ModelShape([3], 2));

    private void Save(nn.Module module, ScalarType type = ScalarType.Float32)
    {
        var tensors = new List<(string, Tensor)>();
        foreach (var (name, parameter) in module.named_parameters())
            tensors.Add((name, parameter.detach().to_type(type)));
        Safetensors.Write(_file, tensors);
    }

    [Fact]
    public void A_network_starts_from_what_another_one_saved()
    {
        using var scope = NewDisposeScope();
        using var saved = Make();
        using var loaded = Make();
        Initializer.Apply(saved, new InitOptions(), 1);
        Initializer.Apply(loaded, new InitOptions(), 2);
        Save(saved);
        Initializer.Apply(loaded, Options, 3);
        foreach (var (name, parameter) in saved.named_parameters())
            Assert.Equal(InitCases.Digest(parameter), InitCases.Digest(loaded.get_parameter(name)!));
    }

    [Fact]
    public void What_of_the_file_fills_nothing_is_said_with_its_names()
    {
        using var scope = NewDisposeScope();
        using var model = Make();
        var tensors = model.named_parameters().Select(entry => (entry.name, entry.parameter.detach())).ToList();
        Safetensors.Write(_file,
            [.. tensors, ("features.1.scale", ones(1, device: CPU)), ("features.2.running_mean", ones(4, device: CPU))]);
        Assert.Equal(
            $"from_file: 2 of the 6 tensors in {_file} are not used: no parameter that from_file fills has these names "
                + $"(features.1.scale, features.2.running_mean).",
            Assert.Single(Initializer.Apply(model, Options, 3).Warnings));
        Save(model);
        Assert.Empty(Initializer.Apply(model, Options, 3).Warnings);
    }

    [Theory]
    [InlineData("module.")]
    [InlineData("_orig_mod.")]
    [InlineData("model.module.")]
    public void Names_behind_a_wrappers_prefix_are_suggested_and_stripped(string prefix)
    {
        using var scope = NewDisposeScope();
        using var saved = Make();
        Initializer.Apply(saved, new InitOptions(), 1);
        Safetensors.Write(_file, [.. saved.named_parameters().Select(entry => (prefix + entry.name, entry.parameter.detach()))]);
        using var loaded = Make();

        var refused = Assert.Throws<InputException>(() => Initializer.Plan(Layers.Of(loaded), Options));
        Assert.All(refused.Mistakes, mistake => Assert.EndsWith(
            $": from_file finds the names of the network in {_file} only with a prefix; set \"strip_prefix\": \"{prefix}\"", mistake,
            StringComparison.Ordinal));

        Assert.Empty(Initializer.Apply(loaded, Stripping(prefix), 2).Warnings);
        foreach (var (name, parameter) in saved.named_parameters())
            Assert.Equal(InitCases.Digest(parameter), InitCases.Digest(loaded.get_parameter(name)!));
    }

    [Fact]
    public void A_name_without_the_prefix_stays_and_unused_tensors_are_counted_by_their_names_in_the_file()
    {
        using var scope = NewDisposeScope();
        using var model = Make();
        var tensors = model.named_parameters().Select((entry, i) => ((i == 0 ? "" : "module.") + entry.name, entry.parameter.detach()));
        Safetensors.Write(_file, [.. tensors, ("module.features.2.running_mean", ones(4, device: CPU))]);
        Assert.Equal(
            $"from_file: 1 of the 5 tensors in {_file} are not used: no parameter that from_file fills has these names "
                + "(module.features.2.running_mean).",
            Assert.Single(Initializer.Apply(model, Stripping("module."), 3).Warnings));
    }

    [Fact]
    public void A_prefix_that_no_name_has_is_refused()
    {
        using var scope = NewDisposeScope();
        using var model = Make();
        Safetensors.Write(_file, [.. model.named_parameters().Select(entry => ("module." + entry.name, entry.parameter.detach()))]);
        Assert.EndsWith($"finds no name that begins with the strip_prefix 'modul.' in {_file}; set \"strip_prefix\": \"module.\"",
            Assert.Throws<InputException>(() => Initializer.Plan(Layers.Of(model), Stripping("modul."))).Mistakes[0],
            StringComparison.Ordinal);
        Save(model);
        Assert.EndsWith($"finds no name that begins with the strip_prefix 'module.' in {_file}",
            Assert.Throws<InputException>(() => Initializer.Plan(Layers.Of(model), Stripping("module."))).Mistakes[0],
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void Other_precisions_are_converted(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var model = Make();
        Initializer.Apply(model, new InitOptions { Weight = new ConstantScheme { Value = 0.25 }, Bias = new OnesScheme() }, 1);
        Save(model, type);
        using var loaded = Make();
        Initializer.Apply(loaded, Options, 1);
        Assert.All(loaded.get_parameter("features.0.weight")!.data<float>().ToArray(), value => Assert.Equal(0.25f, value));
    }

    [Fact]
    public void A_name_that_the_file_lacks_is_refused()
    {
        using var scope = NewDisposeScope();
        Safetensors.Write(_file, [("feature.0.weight", zeros([4, 3], dtype: ScalarType.Float32, device: CPU))]);
        using var model = Make();
        var refused = Assert.Throws<InputException>(() => Initializer.Plan(Layers.Of(model), Options));
        Assert.Equal(4, refused.Mistakes.Count);
        Assert.Equal($"init: features.0.weight, of shape [4, 3]: from_file finds no 'features.0.weight' in {_file}; did you mean "
            + $"'feature.0.weight'?", refused.Mistakes[0]);
    }

    [Fact]
    public void A_wrong_shape_and_a_wrong_type_are_refused()
    {
        using var scope = NewDisposeScope();
        using var model = nn.Linear(2, 2, hasBias: true);
        Safetensors.Write(_file, [("weight", zeros([2, 3], dtype: ScalarType.Float32, device: CPU)),
            ("bias", zeros([2], dtype: ScalarType.Int64, device: CPU))]);
        var refused = Assert.Throws<InputException>(() => Initializer.Plan(Layers.Of(model), Options));
        Assert.Equal(
            [
                $"init: weight, of shape [2, 2]: from_file finds the shape [2, 3] in {_file}",
                $"init: bias, of shape [2]: from_file needs floating-point numbers, but the tensor in {_file} has the type I64",
            ],
            refused.Mistakes);
    }

    [Fact]
    public void A_missing_file_is_refused_by_name()
    {
        using var model = Make();
        var refused = Assert.Throws<InputException>(
            () => Initializer.Plan(Layers.Of(model), new InitOptions { Weight = new FromFileScheme { Path = "nowhere.safetensors" } }));
        Assert.Contains("nowhere.safetensors", refused.Message, StringComparison.Ordinal);
    }
}
