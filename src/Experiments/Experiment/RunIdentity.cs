using System.Security.Cryptography;
using Experiments.Data;

namespace Experiments.Experiment;

/// <summary>
/// Identity of a run: the SHA-256 of the values that can change a result, as canonical JSON. Two configs with the same identity and the
/// same seed are the same run, even if their files differ.
/// </summary>
/// <remarks>
/// The identity covers values that differ from their defaults, so new keys leave older identities unchanged. The identity also covers the
/// device type, the number of threads, and the digests of data files instead of their paths. The identity excludes the seed, which is
/// recorded separately, and keys that cannot change a result (<see cref="OptionAttribute.AffectsResult"/>).
/// </remarks>
public static class RunIdentity
{
    /// <summary>Version of the identity. Increase this number when the default or the meaning of a key changes, because the same config
    /// then describes another run.</summary>
    public const int Version = 1;

    private static readonly string[] Apart = ["seed", "device", "threads"];

    /// <summary>Returns the identity, 64 hexadecimal digits.</summary>
    /// <param name="data">Data set; the identity contains the digests of its files in the order of the files.</param>
    /// <param name="deviceType">Type of the device in use: <c>cpu</c> or <c>cuda</c>.</param>
    public static string Of(ResolvedConfig config, DataDescription data, string deviceType) =>
        Digest(Values(config.Config, data, deviceType));

    /// <summary>Returns the values from which the identity is computed.</summary>
    public static JsonObject Values(ExperimentConfig config, DataDescription data, string deviceType) =>
        Values(config, data.Files, deviceType);

    /// <summary>Returns the values from which the identity is computed.</summary>
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
        // An entry is added only if this version reads a file differently from earlier versions, so that the identities of all other
        // configs stay unchanged.
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
