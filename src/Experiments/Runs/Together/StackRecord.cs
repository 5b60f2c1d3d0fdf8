namespace Experiments.Runs;

/// <summary>The runs with which a run shared updates.</summary>
/// <param name="Cells">The runs that trained together, including this run, in order.</param>
/// <param name="SharedUpdates">Number of this run's updates that were computed together with other runs, over all processes of the
/// run.</param>
public sealed record StackRecord(IReadOnlyList<StackMember> Cells, long SharedUpdates)
{
    /// <summary>
    /// Joins the record of earlier processes with the record of this process. The result contains the runs of both records, and the sum of
    /// the shared updates. A record without shared updates is ignored.
    /// </summary>
    public static StackRecord? Join(StackRecord? earlier, StackRecord? now) => (earlier, now) switch
    {
        (_, null or { SharedUpdates: 0 }) => earlier is { SharedUpdates: > 0 } ? earlier : null,
        (null or { SharedUpdates: 0 }, _) => now,
        _ => new StackRecord([.. earlier.Cells.Union(now.Cells)], earlier.SharedUpdates + now.SharedUpdates),
    };

    internal JsonObject ToJson() => new()
    {
        ["cells"] = new JsonArray([.. Cells.Select(cell => cell.ToJson())]),
        ["shared_updates"] = SharedUpdates,
    };

    internal static StackRecord Read(JsonNode json) => new(
        [.. json["cells"]!.AsArray().Select(cell => StackMember.Read(cell!))], json["shared_updates"]!.GetValue<long>());
}
