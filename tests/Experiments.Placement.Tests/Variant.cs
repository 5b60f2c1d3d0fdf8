namespace Experiments.Placement.Tests;

/// <summary>A small experiment as <c>--set</c> arguments over one of the <see cref="Bases"/>.</summary>
/// <param name="Name">What it varies: <c>optimizer.nesterov=true</c>.</param>
public sealed record Variant(string Name, IReadOnlyList<string> Sets)
{
    public ResolvedConfig On(string device, string json, Bases bases) =>
        bases.Read(json, [.. Sets, $"device=\"{device}\"", $"name=\"{device}\""]);

    /// <summary>The first base that takes it, and what it gives on the CPU.</summary>
    /// <exception cref="InputException">No base takes it; the message is that of the last.</exception>
    /// <exception cref="MissingException">Its data set is not on this machine.</exception>
    public (string Base, RunSummary OnCpu) FirstThatFits(Bases bases)
    {
        InputException? refusal = null;
        foreach (var json in bases.All)
        {
            try
            {
                return (json, Runner.Run(On("cpu", json, bases), bases.Request, new SilentObserver(), CancellationToken.None));
            }
            catch (InputException exception)
            {
                refusal = exception;
            }
        }
        throw refusal!;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
