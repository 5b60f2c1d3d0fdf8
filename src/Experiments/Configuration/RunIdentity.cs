using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Experiments.Configuration.Options;
using Experiments.Data;

namespace Experiments.Configuration;

/// <summary>
/// What tells runs apart: the SHA-256 of the typed values that can change a result, as canonical JSON. Two configs with the same
/// identity and the same seed are the same run, however their files are written.
/// </summary>
/// <remarks>
/// It holds the values that differ from their defaults, so a key that is added later leaves the identities of older runs alone; the
/// digests of the data files instead of their paths; the type of the device and the number of threads. It leaves out the seed, which
/// stands beside it, and every key that is marked as having no effect (<see cref="OptionAttribute.AffectsResult"/>).
/// </remarks>
public static class RunIdentity
{
    /// <summary>Raised when the default of a key changes, or the way in which a key is understood: the same words then mean another run.</summary>
    public const int Version = 1;

    private static readonly string[] Apart = ["seed", "device", "threads"];

    /// <summary>The identity, 64 hexadecimal digits.</summary>
    /// <param name="config">The resolved config.</param>
    /// <param name="data">The data set; the digests of its files count, in their order.</param>
    /// <param name="deviceType">The type of the device that is really used: <c>cpu</c> or <c>cuda</c>.</param>
    public static string Of(ResolvedConfig config, DataDescription data, string deviceType) =>
        Digest(Values(config.Config, data, deviceType));

    /// <summary>What the identity is the digest of.</summary>
    public static JsonObject Values(ExperimentConfig config, DataDescription data, string deviceType) => new()
    {
        ["identity_version"] = Version,
        ["device"] = deviceType,
        ["threads"] = config.Threads,
        ["data_files"] = new JsonArray([.. data.Files.Select(file => JsonValue.Create(file.Sha256.ToLowerInvariant()))]),
        ["config"] = Without(new IdentityWriter(OptionCatalog.Product).Write(config), Apart),
    };

    private static string Digest(JsonObject values) => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.SerializeToUtf8(values)));

    private static JsonObject Without(JsonObject values, IEnumerable<string> names)
    {
        foreach (var name in names)
            values.Remove(name);
        return values;
    }
}
