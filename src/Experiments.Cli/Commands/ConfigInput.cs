using System.CommandLine.Completions;

namespace Experiments.Cli.Commands;

/// <summary>The argument and options of every command that reads a config.</summary>
public sealed class ConfigInput
{
    public Argument<string> File { get; } = new("CONFIG") { Description = "The experiment's JSON file." };

    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "Override one value: KEY=JSON, such as optimizer.lr=0.05 or model.hidden=[64,64]. May be given several times; the "
            + "last value of a key wins.",
        HelpName = "KEY=JSON",
        DefaultValueFactory = _ => [],
    };

    public Option<string?> Seed { get; } = new("--seed") { Description = "Short for --set seed=N.", HelpName = "N" };

    public Option<string?> Device { get; } = new("--device") { Description = "Short for --set device=…: auto, cpu, cuda or cuda:N.",
        HelpName = "DEVICE" };

    public DataInput Data { get; } = new();

    public Option<string?> Output { get; } =
        new("--output") { Description = "The folder that holds the run folders; short for --set output.root=….", HelpName = "DIR" };

    public ConfigInput()
    {
        File.CompletionSources.Add(Paths.Configs);
        Set.CompletionSources.Add(SetKeys);
        Device.CompletionSources.Add("auto", "cpu", "cuda", "cuda:0");
        Output.CompletionSources.Add(Paths.Folders);
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(File);
        AddOptionsTo(command);
    }

    /// <summary>Adds only the options, for a command that defines the argument itself.</summary>
    public void AddOptionsTo(Command command, bool writesRuns = true)
    {
        foreach (var option in (IEnumerable<Option>)[Set, Seed, Device, .. Data.All, .. writesRuns ? new[] { Output } : []])
            command.Options.Add(option);
    }

    /// <exception cref="InputException">The file or the command line has mistakes. The message lists all of them.</exception>
    public ResolvedConfig Read(ParseResult parsed) => Read(parsed, parsed.GetValue(File)!, []);

    public ResolvedConfig Read(ParseResult parsed, string file, IEnumerable<string> sets) =>
        ConfigReader.Read(file, [.. Overrides(parsed), .. sets]);

    /// <summary>Completes an argument of <c>--set</c>.</summary>
    internal static IEnumerable<CompletionItem> SetKeys(CompletionContext context) =>
        KeyCompletion.For(context.WordToComplete).Select(word => new CompletionItem(word));

    private List<string> Overrides(ParseResult parsed)
    {
        var overrides = new List<string>(parsed.GetValue(Set) ?? []);
        if (parsed.GetValue(Seed) is { } seed)
            overrides.Add(string.Create(CultureInfo.InvariantCulture, $"seed={seed}"));
        if (parsed.GetValue(Device) is { } device)
            overrides.Add($"device={CanonicalJson.Serialize(device)}");
        if (parsed.GetValue(Output) is { } output)
            overrides.Add($"output.root={CanonicalJson.Serialize(output)}");
        return overrides;
    }
}
