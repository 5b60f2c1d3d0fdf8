namespace LibTorchSharp.Probe;

/// <summary>Result of a case with one library.</summary>
/// <param name="Missing">A function that the library does not export; null if all functions exist.</param>
/// <param name="Observations">The observations, in order.</param>
/// <param name="Failed">Whether the last call reported an error.</param>
public sealed record CaseResult(string? Missing, IReadOnlyCollection<string> Called, IReadOnlyList<(string Slot, string Text)> Observations,
    bool Failed);

internal static class CaseRunner
{
    public static CaseResult Run(Case row, Mutation? mutation = null)
    {
        using var session = new Session { Mutation = mutation };
        try
        {
            Raw.Call("THSGenerator_dispose", new Handle(Raw.Pointer("THSGenerator_manual_seed", 42), Kind.Generator));
            row.Body(session);
            session.Called.UnionWith(row.Covers);
            return new CaseResult(null, session.Called, session.Observations, session.LastCallFailed);
        }
        catch (EntryPointNotFoundException missing)
        {
            return new CaseResult(NativeFunctions.All
                .First(method => missing.Message.Contains($"'{method.Name}'", StringComparison.Ordinal)).Name, session.Called,
                session.Observations, false);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or NotSupportedException
            or InvalidCastException or System.Runtime.InteropServices.ExternalException)
        {
            return new CaseResult(null, session.Called, [.. session.Observations, ("exception", exception.Message.Split('\n')[0])],
                session.LastCallFailed);
        }
    }
}
