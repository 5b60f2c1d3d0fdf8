namespace Experiments.Runs;

/// <summary>The group in which a run trained.</summary>
/// <param name="Cells">The runs that trained together, this one included, in order.</param>
/// <param name="SharedUpdates">Updates of this run, in this process, that were computed together with other runs.</param>
public sealed record StackRecord(IReadOnlyList<StackMember> Cells, long SharedUpdates)
{
    internal JsonObject ToJson() => new()
    {
        ["cells"] = new JsonArray([.. Cells.Select(cell => cell.ToJson())]),
        ["shared_updates"] = SharedUpdates,
    };

    internal static StackRecord Read(JsonNode json) => new(
        [.. json["cells"]!.AsArray().Select(cell => StackMember.Read(cell!))], json["shared_updates"]!.GetValue<long>());
}
