using Experiments.Cli.Terminal;
using Experiments.Configuration;
using Experiments.Data;
using Experiments.Data.Download;

namespace Experiments.Cli.Commands;

/// <summary>Fetches the data set of a config where it is not on this machine, after saying so. The library itself never uses the network.</summary>
internal static class FirstUse
{
    /// <summary>Does nothing where the set is here, can't be fetched, or the network is forbidden: reading it then says what is missing.</summary>
    /// <param name="data">The config's data set.</param>
    /// <param name="roots">Folders in which it is looked for.</param>
    /// <param name="option">The value of <c>--data</c>, or null: where it is put.</param>
    /// <param name="offline">Whether <c>--offline</c> is given.</param>
    /// <param name="isQuiet">Whether its progress is not to be shown; that it begins is said all the same.</param>
    /// <param name="cancellation">Ends the download.</param>
    /// <exception cref="MissingException">No server gave it.</exception>
    public static void Fetch(DataOptions data, IReadOnlyList<string> roots, string? option, bool offline, bool isQuiet, CancellationToken cancellation)
    {
        if (data is not IRemoteData remote || remote.FolderIn(roots) is not null)
            return;
        var network = NetworkUse.Of(offline);
        if (!network.IsOffline)
            Downloads.Fetch(network.Apply(remote.Remote), DataRoots.ForFetching(option), isQuiet, cancellation);
    }
}
