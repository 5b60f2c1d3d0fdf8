using System.Security.Cryptography;
using Experiments.Data;

namespace Experiments.Experiment;

/// <summary>
/// Identity of a run: the SHA-256 of the typed values that can change a result, as canonical JSON. Two configs with the same identity and
/// the same seed are the same run, however their files are written.
/// </summary>
/// <remarks>
/// It holds only values that differ from their defaults, so a key added later leaves older identities unchanged; the digests of the data
/// files instead of their paths; the type of the device and the number of threads. It leaves out the seed, which is recorded
/// separately, and every key without effect (<see cref="OptionAttribute.AffectsResult"/>).
/// </remarks>
public static class RunIdentity
{
    /// <summary>Raised when the default or the meaning of a key changes: the same words then mean another run.</summary>
    public const int Version = 1;

    private static readonly string[] Apart = ["seed", "device", "threads"];

    /// <summary>Returns the identity, 64 hexadecimal digits.</summary>
    /// <param name="data">Data set; the digests of its files count, in their order.</param>
    /// <param name="deviceType">Type of the device that is really used: <c>cpu</c> or <c>cuda</c>.</param>
    public static string Of(ResolvedConfig config, DataDescription data, string deviceType) =>
        Digest(Values(config.Config, data, deviceType));

    /// <summary>Returns the values that the identity is the digest of.</summary>
    public static JsonObject Values(ExperimentConfig config, DataDescription data, string deviceType) =>
        Values(config, data.Files, deviceType);

    /// <summary>Returns the values that the identity is the digest of.</summary>
    /// <param name="files">The data files, in their order.</param>
    public static JsonObject Values(ExperimentConfig config, IReadOnlyList<DataFile> files, string deviceType)
    {
        var values = new JsonObject
        {
            ["identity_version"] = Version,
            ["device"] = deviceType,
            ["threads"] = config.Threads,
            ["data_files"] = new JsonArray([.. files.Select(file => JsonValue.Create(file.Sha256.ToLowerInvariant()))]),
            ["config"] = Without(new IdentityWriter(ExperimentCatalog.Instance).Write(config), Apart),
        };
        // Only files that are read otherwise than before make another run of the same words.
        if (files.Any(file => file.Reading.Count > 0))
            values["data_reading"] = new JsonArray([.. files.SelectMany(file => file.Reading).Select(item => JsonValue.Create(item))]);
        return values;
    }

    private static string Digest(JsonObject values) => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.SerializeToUtf8(values)));

    private static JsonObject Without(JsonObject values, IEnumerable<string> names)
    {
        foreach (var name in names)
            values.Remove(name);
        return values;
    }
}
