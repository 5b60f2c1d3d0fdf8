namespace Experiments.Cli.Commands;

/// <summary>The argument and the options of the verbs that compare runs.</summary>
internal sealed class ComparisonInput
{
    private readonly Argument<string[]> _folders = new("FOLDER") { Description = "Sweep folders, run folders, or folders above them.",
        Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _by =
        new("--by") { Description =
            "What is compared: an axis of the sweep, or a key of the config such as init.weight.scheme; of several, each combination.",
            HelpName = "KEY[,KEY…]" };
    private readonly Option<string[]> _metric =
        new("--metric") { Description = "SPLIT.METRIC at the end of the run, or best.SPLIT.METRIC; may be given several times.",
            HelpName = "METRIC", DefaultValueFactory = _ => [] };
    private readonly Option<double?> _alpha =
        new("--alpha") { Description = "The level of all comparisons of a metric together; 0.05 unless the sweep says otherwise.",
            HelpName = "P" };
    private readonly Option<string[]> _pool =
        new("--pool") { Description =
            "Average over keys in which runs differ although no axis of a sweep names them; 'all' for all of them.",
            HelpName = "KEY[,KEY…]", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _tune =
        new("--tune") { Description = "Report every value of this key, such as optimizer.lr, and the best value that the validation split "
            + "chooses for each label, the choice counted in its interval; may be given several times.",
            HelpName = "KEY", DefaultValueFactory = _ => [] };
    private readonly Option<bool> _mixed =
        new("--mixed") { Description =
            "Compare runs of different native libraries, libtorch versions, devices, thread counts or oneDNN settings too." };

    public void AddTo(Command command)
    {
        _folders.CompletionSources.Add(Paths.Folders);
        command.Arguments.Add(_folders);
        foreach (var option in new Option[] { _by, _pool, _tune, _metric, _alpha, _mixed })
            command.Options.Add(option);
    }

    /// <exception cref="InputException">The command line doesn't say what to compare, or can't be understood.</exception>
    public ComparisonPlan Plan(ParseResult parsed) =>
        ComparisonPlan.Of(parsed.GetValue(_folders)!, parsed.GetValue(_by), parsed.GetValue(_metric)!, parsed.GetValue(_alpha),
            Split(parsed.GetValue(_pool)!), Split(parsed.GetValue(_tune)!));

    private static string[] Split(string[] keys) =>
        [.. keys.SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>Whether runs from different environments may be compared.</summary>
    public bool Mixes(ParseResult parsed) => parsed.GetValue(_mixed);
}
