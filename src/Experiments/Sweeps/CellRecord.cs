using Experiments.Runs;

namespace Experiments.Sweeps;

/// <summary>
/// A cell as a line of <c>cells.jsonl</c>. The line has all information that is needed to run the cell and to show the cell in a table.
/// </summary>
/// <param name="Number">Position in the sweep, from 0.</param>
/// <param name="Name">Name of the experiment.</param>
/// <param name="Identity">Identity of the plan, 64 hexadecimal digits.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="TotalSteps">Number of updates of the run.</param>
/// <param name="Coordinates">Labels by coordinate name.</param>
public sealed record CellRecord(
    int Number, string Name, string Identity, long Seed, int Threads, string Device, long TotalSteps,
    IReadOnlyDictionary<string, string> Coordinates)
{
    /// <summary>Name of the run folder: the first digits of the identity, and the seed.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Identity[..RunFolder.IdentityDigits]}-s{Seed}");

    /// <summary>Describes the cell: <c>policy=xavier, seed 3</c>.</summary>
    public string InWords =>
        string.Create(CultureInfo.InvariantCulture,
            $"{string.Join("", Coordinates.Select(pair => $"{pair.Key}={pair.Value}, "))}seed {Seed}");

    public JsonObject ToJson() => new()
    {
        ["cell"] = Number,
        ["name"] = Name,
        ["identity"] = Identity,
        ["seed"] = Seed,
        ["threads"] = Threads,
        ["device"] = Device,
        ["total_steps"] = TotalSteps,
        ["coordinates"] = new JsonObject(Coordinates.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
    };

    public static CellRecord Parse(JsonObject json)
    {
        var coordinates = new OrderedDictionary<string, string>();
        foreach (var (name, label) in json["coordinates"]!.AsObject())
            coordinates.Add(name, label!.GetValue<string>());
        return new CellRecord(
            json["cell"]!.GetValue<int>(), json["name"]!.GetValue<string>(), json["identity"]!.GetValue<string>(),
            json["seed"]!.GetValue<long>(),
            json["threads"]!.GetValue<int>(), json["device"]!.GetValue<string>(), json["total_steps"]!.GetValue<long>(), coordinates);
    }
}
