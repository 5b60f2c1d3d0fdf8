namespace Experiments.Data.Download;

/// <summary>
/// The machine's network settings: <c>EXPERIMENTS_OFFLINE=1</c> forbids the network; <c>EXPERIMENTS_MIRROR=https://host/folder</c> replaces
/// the publishers' servers by one server with files at <c>folder/SET/FILE</c>.
/// </summary>
/// <param name="Mirror">The only server that is used; null for the catalogue's servers.</param>
public sealed record NetworkUse(bool IsOffline, Uri? Mirror)
{
    /// <summary>Variable that forbids the network, unless it is empty, <c>0</c> or <c>false</c>.</summary>
    public const string OfflineVariable = "EXPERIMENTS_OFFLINE";

    public const string MirrorVariable = "EXPERIMENTS_MIRROR";

    /// <summary>Reads the settings of this process.</summary>
    /// <param name="offline">Whether <c>--offline</c> is given.</param>
    /// <exception cref="InputException">The mirror is not a web address or contains a password.</exception>
    public static NetworkUse Of(bool offline) => Of(offline, Environment.GetEnvironmentVariable);

    internal static NetworkUse Of(bool offline, Func<string, string?> environment)
    {
        var isOffline = offline || environment(OfflineVariable)?.Trim().ToLowerInvariant() is not (null or "" or "0" or "false");
        if (environment(MirrorVariable)?.Trim() is not { Length: > 0 } mirror)
            return new NetworkUse(isOffline, null);
        // A password is refused, because HttpClient does not send it. The message does not quote the address, so that the password is not
        // shown.
        if (mirror.Split("://")[^1].Split('/')[0].Contains('@', StringComparison.Ordinal))
            throw new InputException(
                $"{MirrorVariable} contains a user name or a password, which is not sent; remove it from the address.");
        return Uri.TryCreate(mirror, UriKind.Absolute, out var server)
            && (server.Scheme == Uri.UriSchemeHttps || server.Scheme == Uri.UriSchemeHttp)
            ? new NetworkUse(isOffline, server)
            : throw new InputException(
                $"{MirrorVariable} is '{mirror}'; a web address such as https://mirror.example.org/datasets is expected.");
    }

    /// <summary>Returns the data set with the mirror as its only server, if a mirror is set.</summary>
    public RemoteDataSet Apply(RemoteDataSet set) => Mirror is null ? set : set.From(Mirror);
}
