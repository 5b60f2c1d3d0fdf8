namespace Experiments.Placement.Tests;

/// <summary>A small experiment as <c>--set</c> arguments for one of the <see cref="Bases"/>.</summary>
/// <param name="Name">The varied key: <c>optimizer.nesterov=true</c>.</param>
public sealed record Variant(string Name, IReadOnlyList<string> Sets)
{
    public ResolvedConfig On(string device, string json, Bases bases) =>
        bases.Read(json, [.. Sets, $"device=\"{device}\"", $"name=\"{device}\""]);

    /// <summary>Returns the first base experiment that accepts the variant, and its result on the CPU.</summary>
    /// <exception cref="InputException">No base accepts the variant; the message is that of the last one.</exception>
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
