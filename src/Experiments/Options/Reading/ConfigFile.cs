namespace Experiments.Options.Reading;

internal static class ConfigFile
{
    /// <summary>Reads a file of at most <see cref="StrictJson.LargestFile"/> bytes; on failure, returns null and a clause with the
    /// reason.</summary>
    public static byte[]? Read(string path, out string refusal)
    {
        refusal = "";
        try
        {
            if (Directory.Exists(path))
                refusal = "it is a folder; name a config file";
            else if (!File.Exists(path))
                refusal = "there is no such file" + Names.DidYouMean(Path.GetFileName(path), Neighbours(path));
            else
                return Bounded(path, out refusal);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            refusal = $"it can't be read: {Quote.Printable(failure.Message).TrimEnd('.')}";
        }
        return null;
    }

    private static byte[]? Bounded(string path, out string refusal)
    {
        using var file = File.OpenRead(path);
        using var bytes = new MemoryStream();
        var chunk = new byte[16384];
        for (var length = file.Read(chunk); length > 0 && bytes.Length <= StrictJson.LargestFile; length = file.Read(chunk))
            bytes.Write(chunk, 0, length);
        refusal = bytes.Length <= StrictJson.LargestFile
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"it is larger than {StrictJson.LargestFile >> 20} MiB, the limit for a config");
        return refusal.Length == 0 ? bytes.ToArray() : null;
    }

    private static IEnumerable<string> Neighbours(string path) =>
        Path.GetDirectoryName(path) is { } folder && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)
            : [];
}
