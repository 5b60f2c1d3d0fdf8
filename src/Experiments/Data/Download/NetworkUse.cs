using Experiments.Configuration;

namespace Experiments.Data.Download;

/// <summary>
/// What the machine's owner says of the network: <c>EXPERIMENTS_OFFLINE=1</c> forbids it, and <c>EXPERIMENTS_MIRROR=https://host/folder</c> names the one server that is
/// asked instead of the publishers', where the files lie as <c>folder/SET/FILE</c>.
/// </summary>
/// <param name="IsOffline">Whether nothing may be fetched.</param>
/// <param name="Mirror">The only server to ask; null for those of the catalogue.</param>
public sealed record NetworkUse(bool IsOffline, Uri? Mirror)
{
    /// <summary>The environment variable that forbids the network; <c>0</c>, <c>false</c> and nothing leave it allowed.</summary>
    public const string OfflineVariable = "EXPERIMENTS_OFFLINE";

    /// <summary>The environment variable that names a server.</summary>
    public const string MirrorVariable = "EXPERIMENTS_MIRROR";

    /// <summary>For this process.</summary>
    /// <param name="offline">Whether <c>--offline</c> is given.</param>
    /// <exception cref="InputException">The mirror is no web address, or holds a password.</exception>
    public static NetworkUse Of(bool offline) => Of(offline, Environment.GetEnvironmentVariable);

    /// <summary>The same, of a given environment.</summary>
    internal static NetworkUse Of(bool offline, Func<string, string?> environment)
    {
        var isOffline = offline || environment(OfflineVariable)?.Trim().ToLowerInvariant() is not (null or "" or "0" or "false");
        if (environment(MirrorVariable)?.Trim() is not { Length: > 0 } mirror)
            return new NetworkUse(isOffline, null);
        // Not quoted: such an address holds a password, and HttpClient would not send it.
        if (mirror.Split("://")[^1].Split('/')[0].Contains('@', StringComparison.Ordinal))
            throw new InputException($"{MirrorVariable} holds a user's name or password, which is not sent; give the address without it.");
        return Uri.TryCreate(mirror, UriKind.Absolute, out var server) && (server.Scheme == Uri.UriSchemeHttps || server.Scheme == Uri.UriSchemeHttp)
            ? new NetworkUse(isOffline, server)
            : throw new InputException($"{MirrorVariable} is '{mirror}'; a web address such as https://mirror.example.org/datasets is expected.");
    }

    /// <summary>A data set as it is to be fetched: from the mirror, where one is named.</summary>
    public RemoteDataSet Apply(RemoteDataSet set) => Mirror is null ? set : set.From(Mirror);
}
