namespace Experiments.Cli.Commands;

/// <summary>The data folders of a command, and whether the command may download a missing data set. The command announces a download; the
/// library Experiments never uses the network.</summary>
public sealed class DataInput
{
    public DataInput() => Folder.CompletionSources.Add(Paths.Folders);

    public Option<string?> Folder { get; } =
        new("--data") { Description = "Folder with data sets; searched before $EXPERIMENTS_DATA, data/ and the system's folders.",
            HelpName = "DIR" };

    public Option<bool> Offline { get; } =
        new("--offline") { Description =
            "Don't download missing data sets. The environment variable EXPERIMENTS_OFFLINE=1 does the same." };

    public IReadOnlyList<Option> All => [Folder, Offline];

    public IReadOnlyList<string> Roots(ParseResult parsed) => DataRoots.Default(parsed.GetValue(Folder));

    /// <summary>Downloads a data set if its files are missing, a server has the files, and the user allows the network. If the method does
    /// not download a missing data set, reading the data set reports the missing files.</summary>
    /// <param name="isQuiet">Whether to hide the progress. The announcement is always shown.</param>
    /// <exception cref="MissingException">No server delivered the files.</exception>
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
