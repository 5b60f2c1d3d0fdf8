namespace Experiments.Runs;

/// <summary>A run that trained together with other runs in one process.</summary>
/// <param name="Identity">Identity of the run's plan, 64 hexadecimal digits.</param>
public sealed record StackMember(string Identity, long Seed)
{
    internal JsonObject ToJson() => new() { ["identity"] = Identity, ["seed"] = Seed };

    internal static StackMember Read(JsonNode json) => new(json["identity"]!.GetValue<string>(), json["seed"]!.GetValue<long>());
}
