using System.CommandLine;
using System.CommandLine.Parsing;

namespace Experiments.Cli.Tests.Documentation;

/// <summary>Checks that the documentation's commands exist and its configs are valid.</summary>
public sealed class CommandTests : IDisposable
{
    // Names of files that do not exist: a placeholder for the reader's file, and the tutorial's file with mistakes.
    private static readonly string[] s_nobodys = ["CONFIG", "bad.json"];

    private static readonly JsonDocumentOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Pages => new(MarkdownPage.All);

    public static TheoryData<string> Configs =>
        new(MarkdownPage.All.Where(
            path => path.Contains("tutorial", StringComparison.Ordinal) || path.Contains("/recipes/", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_documented_command_and_option_exists(string page)
    {
        Assert.All(ShellLine.In(new MarkdownPage(page)), line =>
        {
            var parsed = CommandLine.Create().Parse(line.Arguments);
            var errors = parsed.Errors.Where(error => !LacksArgument(error)).ToList();
            Assert.True(errors.Count == 0, $"{page}: {line.Text}: {string.Join(' ', errors)}");
            Assert.NotEqual(parsed.RootCommandResult.Command, parsed.CommandResult.Command);
            Assert.Empty(CommandLine.MistypedOptions(parsed));
        });
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_named_config_exists_and_accepts_the_settings_of_its_command(string page)
    {
        Assert.All(ShellLine.In(new MarkdownPage(page))
            .Where(line => line.Arguments is ["run" or "check" or "init" or "probe", not ['-', ..], ..]), line =>
        {
            if (s_nobodys.Contains(line.Arguments[1]))
                return;
            var resolved = ConfigReader.Read(FileOf(line.Arguments[1]), Sets(line.Arguments));
            if (!line.Text.Contains("from_file", StringComparison.Ordinal) && !line.Text.Contains("cuda", StringComparison.Ordinal))
                Preparation.WithoutData(resolved, DataRoots.Default(null)).Model.Dispose();
        });
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public void Every_config_that_is_shown_is_read_and_its_network_is_built(string page)
    {
        Assert.All(new MarkdownPage(page).Blocks.Where(block => block.Language == "json"), block =>
        {
            var shown = JsonNode.Parse(block.Text, documentOptions: s_lenient)!.AsObject();
            var resolved = ConfigReader.Read(Write(shown), []);
            Preparation.WithoutData(resolved, DataRoots.Default(null)).Model.Dispose();
        });
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_to_a_file_and_to_a_heading_in_it(string page)
    {
        var targets = new MarkdownPage(page).Sections.SelectMany(MarkdownPage.Links)
            .Where(target => !target.Contains("://", StringComparison.Ordinal));
        Assert.All(targets, target =>
        {
            var (file, anchor) = (target.Split('#')[0], target.Contains('#') ? target.Split('#')[1] : null);
            var path = file.Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, file);
            Assert.True(File.Exists(Path.Combine(Cli.Root, path)), $"{page}: {target}");
            if (anchor is not null)
                Assert.Contains(anchor, new MarkdownPage(path).Anchors);
        });
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    public void Check_prints_the_table_that_the_readme_shows(string page) => Assert.Contains(
        Squeezed("$ ./run.sh check configs/digits-mlp.json\n" + Cli.Run("check", "configs/digits-mlp.json").Output), Shown(page));

    [Theory]
    [InlineData("docs/tutorial.md")]
    [InlineData("docs/zh-CN/tutorial.md")]
    public void Check_prints_the_mistakes_that_the_tutorial_shows(string page)
    {
        // The tutorial shows the messages for these mistakes, with line and column.
        var bad = _folder.Write("bad.json",
            "{\n  \"name\": \"bad\",\n  \"data\": { \"kind\": \"digits\", \"batchsize\": 32 },\n  \"model\": { \"kind\": \"mpl\" },\n  "
                + "\"optimizer\": { \"kind\": \"sgd\", \"lr\": \"0.1\" }\n}\n");
        var mistakes = Cli.Run("check", bad).Error.Replace(bad, "bad.json", StringComparison.Ordinal);
        Assert.Contains(Squeezed("$ ./run.sh check bad.json\n" + mistakes), Shown(page));
    }

    [Fact]
    public void A_command_is_split_like_in_a_shell()
    {
        var line = ShellLine.In(new MarkdownPage("README.md")).First(one => one.Text.Contains("--seed 7", StringComparison.Ordinal));
        Assert.Equal(["run", "configs/digits-mlp.json", "--set", """init.weight={"scheme":"normal","std":0.01}""", "--seed", "7"],
            line.Arguments);
        var commented = ShellLine.In(new MarkdownPage("README.md")).First(one => one.Text.Contains('#'));
        Assert.Equal(["run", "configs/digits-mlp.json"], commented.Arguments);
    }

    // Whether an argument is missing. A sentence may name a command without its arguments.
    private static bool LacksArgument(ParseError error) =>
        ParseErrors.MissingArgument(error) is not null || error.Message.EndsWith("is required.", StringComparison.Ordinal);

    // A page's config may extend a file in configs/.
    private string Write(JsonObject shown)
    {
        if (!shown.ContainsKey("data"))
            shown["extends"] = Path.Combine(Cli.Root, "configs", (string?)shown["extends"] ?? "digits-mlp.json");
        return _folder.Write("shown.json", shown.ToJsonString());
    }

    // In the tutorial, the reader creates three of these files.
    private string FileOf(string config) => config switch
    {
        "configs/first.json" => _folder.Write("first.json", Starter.Create(new StarterRequest { Name = "first" }).Text),
        "prices.json" => _folder.Write("prices.json", Starter.Create(new StarterRequest
        {
            Name = "prices", Data = "csv", IsRegression = true,
            Sets = [$"data.path={JsonSerializer.Serialize(Path.Combine(Cli.Root, "data", "ames", "ames.csv.gz"))}",
                "data.target=Sale_Price"],
        }).Text),
        "configs/my-policy.json" => Write(JsonNode.Parse(new MarkdownPage("docs/tutorial.md").Blocks
            .First(block => block.Text.Contains("\"my-policy\"", StringComparison.Ordinal)).Text)!.AsObject()),
        _ => Path.Combine(Cli.Root, config),
    };

    private static List<string> Sets(IReadOnlyList<string> arguments) =>
        [.. arguments.Where((_, i) => i > 0 && arguments[i - 1] == "--set")];

    private static IEnumerable<string> Shown(string page) => new MarkdownPage(page).Blocks.Select(block => Squeezed(block.Text));

    private static string Squeezed(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
}
