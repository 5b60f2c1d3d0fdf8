namespace Experiments.Tests.Examples;

/// <summary>
/// Tests the page on the policy for each activation, in both languages: it must list all activations, and the policy that <c>auto</c>
/// chooses.
/// </summary>
public sealed partial class WhichInitPageTests
{
    [Theory]
    [InlineData("docs/recipes/which-init.md")]
    [InlineData("docs/zh-CN/recipes/which-init.md")]
    public void The_table_has_every_activation_with_what_auto_takes(string page)
    {
        var rows = Row().Matches(File.ReadAllText(Repository.PathOf(page)))
            .SelectMany(row => Quoted().Matches(row.Groups["names"].Value)
                .Select(name => (Name: name.Groups[1].Value, Scheme: row.Groups["scheme"].Value, Scale: row.Groups["scale"].Value)))
            .ToDictionary(row => row.Name);
        Assert.Equal(ActivationRegistry.Instance.Rows.Select(row => row.Name).Order(), rows.Keys.Order());
        foreach (var row in ActivationRegistry.Instance.Rows)
        {
            var scheme = Chosen((ActivationOptions)Activator.CreateInstance(row.OptionsType)!);
            Assert.Equal(SchemeRegistry.Instance.NameOf(scheme), rows[row.Name].Scheme);
            if (scheme is VarianceScalingScheme scaling)
                Assert.Equal(scaling.Scale.Constant!.Value.ToString("F4", CultureInfo.InvariantCulture), rows[row.Name].Scale);
        }
    }

    private static Scheme Chosen(ActivationOptions activation)
    {
        using var model = new Mlp { Hidden = [4], Activation = activation }.Build(new ModelShape([3], 2));
        return Initializer.Plan(Layers.Of(model), new InitOptions { Weight = new AutoScheme() }).Parameters[0].Scheme!;
    }

    [GeneratedRegex(@"^\| (?<names>`.*?) \| `(?<scheme>[a-z_]+)`(?:\D*(?<scale>\d\.\d{4}))?", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([a-z0-9_]+)`")]
    private static partial Regex Quoted();
}
