using Experiments.Data;

namespace Experiments.Experiment;

/// <summary>Caches the data of the last run, for the case that the next run of the process reads the same data.</summary>
public sealed class KeptData : IDisposable
{
    private string? _key;
    private DataSplits? _data;
    private IReadOnlyList<(long Length, DateTime Written)> _files = [];

    /// <summary>Whether data is loaded.</summary>
    public bool HasRead => _data is not null;

    /// <summary>Returns the data of a config. The cache owns the data. Reads the data again only if another data set was read last or a
    /// file has changed.
    /// </summary>
    /// <param name="document">The complete config.</param>
    public DataSplits Load(DataOptions options, JsonObject document, DataContext context)
    {
        var key = CanonicalJson.Serialize(new JsonObject
        {
            ["data"] = document["data"]?.DeepClone(),
            ["roots"] = new JsonArray([.. context.Roots.Select(root => (JsonNode?)root)]),
            ["device"] = context.Device.ToString(),
            ["precision"] = context.Precision.ToString(),
            ["folder"] = Environment.CurrentDirectory,
        });
        if (_data is not null && key == _key && FilesOf(_data) is var files && files.SequenceEqual(_files)
            && files.TrueForAll(file => file.Length >= 0))
            return _data;
        Dispose();
        _data = options.Load(context);
        (_key, _files) = (key, FilesOf(_data));
        return _data;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _data?.Dispose();
        _data = null;
    }

    private static List<(long Length, DateTime Written)> FilesOf(DataSplits data) =>
        [.. data.Description.Files.Select(file => new FileInfo(file.Path))
            .Select(file => file.Exists ? (file.Length, file.LastWriteTimeUtc) : (-1, default))];
}
