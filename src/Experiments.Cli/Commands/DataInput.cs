using System.CommandLine;
using Experiments.Cli.Completion;
using Experiments.Cli.Terminal;
using Experiments.Configuration;
using Experiments.Data;
using Experiments.Data.Download;

namespace Experiments.Cli.Commands;

/// <summary>Where a verb looks for data sets, and whether it may fetch one on first use, after saying so. The library itself never uses the network.</summary>
public sealed class DataInput
{
    /// <summary>Creates the options with what a shell may complete them to.</summary>
    public DataInput() => Folder.CompletionSources.Add(Paths.Folders);

    /// <summary>A folder with data sets.</summary>
    public Option<string?> Folder { get; } = new("--data") { Description = "A folder to look for data sets in, before $EXPERIMENTS_DATA, data/ and the system's.", HelpName = "DIR" };

    /// <summary>Whether the network is forbidden.</summary>
    public Option<bool> Offline { get; } =
        new("--offline") { Description = "Don't fetch a data set that is not here; the environment variable EXPERIMENTS_OFFLINE=1 does the same." };

    /// <summary>Both options, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [Folder, Offline];

    /// <summary>The folders in which data is looked for.</summary>
    public IReadOnlyList<string> Roots(ParseResult parsed) => DataRoots.Default(parsed.GetValue(Folder));

    /// <summary>Fetches a data set; does nothing where it is here, can't be fetched, or the network is forbidden: reading it then says what is missing.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="data">The config's data set.</param>
    /// <param name="isQuiet">Whether its progress is not to be shown; that it begins is said all the same.</param>
    /// <param name="cancellation">Ends the download.</param>
    /// <exception cref="MissingException">No server gave it.</exception>
    public void Fetch(ParseResult parsed, DataOptions data, bool isQuiet, CancellationToken cancellation) =>
        Fetch(data, parsed.GetValue(Folder), parsed.GetValue(Offline), isQuiet, cancellation);

    /// <summary>The same for a verb whose <c>--data</c> is another one.</summary>
    internal static void Fetch(DataOptions data, string? folder, bool offline, bool isQuiet, CancellationToken cancellation)
    {
        if (data is not IRemoteData remote || remote.FolderIn(DataRoots.Default(folder)) is not null)
            return;
        var network = NetworkUse.Of(offline);
        if (!network.IsOffline)
            Downloads.Fetch(network.Apply(remote.Remote), DataRoots.ForFetching(folder), isQuiet, cancellation);
    }
}
