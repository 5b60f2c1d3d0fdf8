namespace Experiments.Runs;

/// <summary>The runs with which a run shared updates.</summary>
/// <param name="Cells">The runs that trained together, this one included, in order.</param>
/// <param name="SharedUpdates">Updates of this run that were computed together with other runs, in all its processes.</param>
public sealed record StackRecord(IReadOnlyList<StackMember> Cells, long SharedUpdates)
{
    /// <summary>Joins what a run's earlier processes recorded with what this one does: all its companions, and the sum of the updates.
    /// A part without a shared update changed nothing and counts for nothing.</summary>
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
