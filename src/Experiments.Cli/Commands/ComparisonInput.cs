namespace Experiments.Cli.Commands;

/// <summary>The argument and options of the commands that compare runs.</summary>
internal sealed class ComparisonInput
{
    private readonly Argument<string[]> _folders = new("FOLDER") { Description = "Sweep folders, run folders, or folders above them.",
        Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _by =
        new("--by") { Description =
            "Axis of the sweep or key of the config to compare by, such as init.weight.scheme. With several keys, each combination of "
                + "their values is compared.",
            HelpName = "KEY[,KEY…]" };
    private readonly Option<string[]> _metric =
        new("--metric") { Description = "Metric to compare: SPLIT.METRIC at the end of the run, or best.SPLIT.METRIC at the best "
            + "evaluation. May be given several times.",
            HelpName = "METRIC", DefaultValueFactory = _ => [] };
    private readonly Option<double?> _alpha =
        new("--alpha") { Description = "Significance level for all comparisons of one metric together; by default the level in the "
            + "sweep file, or 0.05.",
            HelpName = "P" };
    private readonly Option<string[]> _pool =
        new("--pool") { Description =
            "Config keys to average over. Needed if the runs differ in a key that is not an axis of the sweep; 'all' names every such key.",
            HelpName = "KEY[,KEY…]", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _tune =
        new("--tune") { Description =
            "Tune this key, such as optimizer.lr: report each label at its best value on the validation split, and all values too. "
                + "The intervals include the uncertainty of that choice. May be given several times.",
            HelpName = "KEY", DefaultValueFactory = _ => [] };
    private readonly Option<bool> _mixed =
        new("--mixed") { Description =
            "Also compare runs of different native libraries, libtorch versions, devices, thread counts or oneDNN settings." };

    public void AddTo(Command command)
    {
        _folders.CompletionSources.Add(Paths.Folders);
        command.Arguments.Add(_folders);
        foreach (var option in new Option[] { _by, _pool, _tune, _metric, _alpha, _mixed })
            command.Options.Add(option);
    }

    /// <exception cref="InputException">The command line names no key for the comparison, or is invalid.</exception>
    public ComparisonPlan Plan(ParseResult parsed) =>
        ComparisonPlan.Of(parsed.GetValue(_folders)!, parsed.GetValue(_by), parsed.GetValue(_metric)!, parsed.GetValue(_alpha),
            Split(parsed.GetValue(_pool)!), Split(parsed.GetValue(_tune)!));

    private static string[] Split(string[] keys) =>
        [.. keys.SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>Whether runs from different environments may be compared.</summary>
    public bool Mixes(ParseResult parsed) => parsed.GetValue(_mixed);
}
