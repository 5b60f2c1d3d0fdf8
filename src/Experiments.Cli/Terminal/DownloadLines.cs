namespace Experiments.Cli.Terminal;

/// <summary>Shows downloads without a terminal: a line at the start and at the end of each file, and at each quarter of a large
/// file.</summary>
public sealed class DownloadLines(TextWriter writer) : IDownloadObserver
{
    private const long Large = 10_000_000;
    private const int Parts = 4;

    private long _shown;

    /// <inheritdoc/>
    public void Started(RemoteFile file, Uri address, long received)
    {
        _shown = received * Parts / file.Size;
        writer.WriteLine($"{address} ({DownloadText.Bytes(file.Size)}"
            + $"{(received > 0 ? $", {DownloadText.Bytes(received)} already downloaded" : "")})");
    }

    /// <inheritdoc/>
    public void Received(RemoteFile file, long received)
    {
        var part = received * Parts / file.Size;
        if (file.Size < Large || part <= _shown || part == Parts)
            return;
        _shown = part;
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {100 * part / Parts} % of {file.Name}"));
    }

    /// <inheritdoc/>
    public void Finished(RemoteFile file, string path) => writer.WriteLine($"  {path}");

    /// <inheritdoc/>
    public void Trouble(string sentence) => writer.WriteLine(sentence);
}
