using Experiments.Studies.Reading;

namespace Experiments.Studies.Judging;

/// <summary>Output of a probe, read from its <c>signal.jsonl</c>.</summary>
internal sealed class ProbeOutput : IStudyOutput
{
    private readonly Dictionary<string, Dictionary<long, LayerTable>> _networks;

    public ProbeOutput(string folder, string study) =>
        _networks = StoredRows.Read(Path.Combine(folder, "signal.jsonl"), study).GroupBy(row => (string)row["label"]!)
            .ToDictionary(network => network.Key, network => network.GroupBy(row => (long)row["seed"]!)
                .ToDictionary(seed => seed.Key, seed => new LayerTable([.. seed.OrderBy(row => (int)row["depth"]!)])));

    /// <inheritdoc/>
    public Readings Find(ValuePath path) => _networks.TryGetValue(path.Label, out var seeds)
        ? new Readings(seeds.ToDictionary(seed => seed.Key, seed => seed.Value.Find(path)), null)
        : throw Labels.Unknown(path.Label, _networks.Keys);
}
