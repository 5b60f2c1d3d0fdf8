namespace Experiments.Cli.Terminal;

public static class DownloadText
{
    /// <summary>Formats a number of bytes, such as 4.5 kB or 11.6 MB, in the invariant culture.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
    };

    public static string Announce(RemoteDataSet set, string root) =>
        $"{set.Name} is not on this machine: fetching {Bytes(set.Size)} from {set.Files[0].Mirrors[0].GetLeftPart(UriPartial.Authority)} "
            + $"to {Path.Combine(root, set.Folder)} (forbid this with --offline or {NetworkUse.OfflineVariable}=1).";
}
