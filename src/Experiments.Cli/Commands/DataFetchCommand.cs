namespace Experiments.Cli.Commands;

public static class DataFetchCommand
{
    private const string All = "all";

    public static Command Create()
    {
        var names = new Argument<string[]>("NAME")
        {
            Description = $"One or more of {string.Join(", ", DataCatalogue.All.Select(set => set.Name))}; or {All}.",
            Arity = ArgumentArity.OneOrMore,
        };
        names.CompletionSources.Add([.. DataCatalogue.All.Select(set => set.Name), All]);
        var root = DataCommand.Root();
        var offline = new Option<bool>(
            "--offline") { Description =
                $"Don't use the network; report missing data sets. The environment variable {NetworkUse.OfflineVariable}=1 does this for "
                    + $"all commands." };
        var command = new Command("fetch",
            "Fetch data sets from their publishers. Resumes an interrupted fetch; checks length and checksum.")
        {
            names, root, offline,
        };
        command.SetAction(parsed =>
        {
            using var interrupt = new Interrupt();
            var network = NetworkUse.Of(parsed.GetValue(offline));
            foreach (var set in Chosen(parsed.GetValue(names)!))
                Fetch(set, parsed.GetValue(root), network, interrupt.Token);
            return ExitCodes.Done;
        });
        return command;
    }

    private static IReadOnlyList<RemoteDataSet> Chosen(string[] names)
    {
        var mistakes = names.Where(name => name != All && DataCatalogue.All.All(set => set.Name != name)).Select(Mistake).ToList();
        if (mistakes.Count > 0)
            throw new InputException(mistakes);
        return [.. DataCatalogue.All.Where(set => names.Contains(All) || names.Contains(set.Name))];
    }

    private static string Mistake(string name)
    {
        var known = DataCatalogue.All.Select(set => set.Name).Append(All).ToList();
        if (DataRegistry.Instance.Rows.Any(row => row.Name == name))
            return $"'{name}' needs no download. Data sets to fetch: {string.Join(", ", known)}.";
        return $"'{name}' is not a data set to fetch{Names.DidYouMeanOrStop(name, known)} Data sets to fetch: {string.Join(", ", known)}.";
    }

    private static void Fetch(RemoteDataSet set, string? root, NetworkUse network, CancellationToken cancellation)
    {
        var target = DataRoots.ForFetching(root);
        var data = (IRemoteData)Activator.CreateInstance(DataRegistry.Instance.Rows.Single(row => row.Name == set.Name).OptionsType)!;
        if (data.FolderIn(root is null ? DataRoots.Default(null) : [target]) is { } here)
            Console.Out.WriteLine($"{set.Name} is here: {here}");
        else if (network.IsOffline)
            throw new MissingException(
                $"{set.Name} is not on this machine, and --offline or {NetworkUse.OfflineVariable} forbids the download. Run "
                    + $"'{TypedCommand.Of($"data fetch {set.Name}")}' with network access.");
        else
            Console.Out.WriteLine($"{set.Name}: {Downloads.Fetch(network.Apply(set), target, isQuiet: false, cancellation)}");
    }
}
