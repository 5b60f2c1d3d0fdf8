using Experiments.Tests.Models;

namespace Experiments.Tests.Examples;

/// <summary>Tests the page about the networks, in both languages: builds its configs, and computes its numbers.</summary>
public sealed partial class ModelsPageTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public static TheoryData<string> Pages => ["models.md", "models.zh-CN.md"];

    public void Dispose() => File.Delete(_file);

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_model_has_its_section_and_a_config_that_is_read_and_built(string page)
    {
        var sections = Regex.Matches(Text(page), "^## ([a-z_]+)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value);
        Assert.Equal(ModelRegistry.Instance.Rows.Select(row => row.Name), sections);
        var built = Fence().Matches(Text(page)).Select(match => Read(match.Groups["text"].Value)).ToList();
        Assert.All(ModelRegistry.Instance.Rows, row => Assert.Contains(built, options => options.GetType() == row.OptionsType));
        foreach (var options in built)
        {
            using var scope = NewDisposeScope();
            using var model = options.Build(new ModelShape([1, 8, 8], 10));
            model.eval();
            Assert.Equal([2L, 10L], model.call(zeros([2, 1, 8, 8], dtype: ScalarType.Float32, device: CPU)).shape);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_numbers_of_parameters_are_those_of_the_networks(string page)
    {
        var rows = Regex.Matches(Text(page), @"^\| (\d+) \| ([\d,]+) \| ([\d,]+) \|$", RegexOptions.Multiline);
        Assert.Equal(5, rows.Count);
        foreach (Match row in rows)
        {
            foreach (var (shortcut, column) in new[] { ("pad", 2), ("projection", 3) })
            {
                using var model = new ResNet { Depth = int.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture), Shortcut = shortcut }
                    .Build(new ModelShape([3, 32, 32], 10));
                Assert.Equal(row.Groups[column].Value, Shapes.Count(model).ToString("N0", CultureInfo.InvariantCulture));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_second_moments_are_those_of_the_activations_and_none_is_left_out(string page)
    {
        var cells = Regex.Matches(Text(page), @"`([a-z0-9_]+)` \| (\d\.\d{4})").ToDictionary(match => match.Groups[1].Value,
            match => match.Groups[2].Value);
        Assert.Equal(ActivationRegistry.Instance.Rows.Select(row => row.Name).Order(), cells.Keys.Order());
        foreach (var row in ActivationRegistry.Instance.Rows)
        {
            var activation = (ActivationOptions)Activator.CreateInstance(row.OptionsType)!;
            var moment = GaussianExpectation.Of(z => activation.Value(z) * activation.Value(z), activation.Kinks);
            Assert.Equal(double.Parse(cells[row.Name], CultureInfo.InvariantCulture), moment, 0.00005 + 1e-9);
        }
    }

    private static string Text(string page) => File.ReadAllText(Repository.PathOf("docs", page)).ReplaceLineEndings("\n");

    private ModelOptions Read(string json)
    {
        File.WriteAllText(_file, $$"""{ "model": {{json}} }""");
        var catalog = new OptionCatalog(typeof(Holder), Registries.All, LayerNames.Meanings);
        return ((Holder)new OptionBinder(catalog).Bind(ConfigReader.Resolve(catalog, _file, []).Document, typeof(Holder))).Model;
    }

    [GeneratedRegex("^```json\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    private sealed record Holder
    {
        [Option("model", "The network.", Required = true)]
        public ModelOptions Model { get; init; } = null!;
    }
}
