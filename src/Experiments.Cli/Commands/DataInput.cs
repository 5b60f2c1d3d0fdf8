namespace Experiments.Cli.Commands;

/// <summary>Where a verb looks for data sets, and whether it may fetch one on first use, after saying so.
/// The library itself never uses the network.</summary>
public sealed class DataInput
{
    public DataInput() => Folder.CompletionSources.Add(Paths.Folders);

    public Option<string?> Folder { get; } =
        new("--data") { Description = "A folder to look for data sets in, before $EXPERIMENTS_DATA, data/ and the system's.",
            HelpName = "DIR" };

    public Option<bool> Offline { get; } =
        new("--offline") { Description =
            "Don't fetch a data set that is not here; the environment variable EXPERIMENTS_OFFLINE=1 does the same." };

    public IReadOnlyList<Option> All => [Folder, Offline];

    public IReadOnlyList<string> Roots(ParseResult parsed) => DataRoots.Default(parsed.GetValue(Folder));

    /// <summary>Fetches a data set, unless it is here, can't be fetched, or the network is
    /// forbidden; reading it then says what is missing.</summary>
    /// <param name="isQuiet">Hides the progress, but still announces the start.</param>
    /// <exception cref="MissingException">No server delivered it.</exception>
    public void Fetch(ParseResult parsed, DataOptions data, bool isQuiet, CancellationToken cancellation) =>
        Fetch(data, parsed.GetValue(Folder), parsed.GetValue(Offline), isQuiet, cancellation);

    internal static void Fetch(DataOptions data, string? folder, bool offline, bool isQuiet, CancellationToken cancellation)
    {
        if (data is not IRemoteData remote || remote.FolderIn(DataRoots.Default(folder)) is not null)
            return;
        var network = NetworkUse.Of(offline);
        if (!network.IsOffline)
            Downloads.Fetch(network.Apply(remote.Remote), DataRoots.ForFetching(folder), isQuiet, cancellation);
    }
}
