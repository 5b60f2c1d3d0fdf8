namespace Experiments.Placement.Tests;

/// <summary>A small experiment as <c>--set</c> arguments for one of the <see cref="Bases"/>.</summary>
/// <param name="Name">The varied key and its value, such as <c>optimizer.nesterov=true</c>.</param>
public sealed record Variant(string Name, IReadOnlyList<string> Sets)
{
    public ResolvedConfig On(string device, string json, Bases bases) =>
        bases.Read(json, [.. Sets, $"device=\"{device}\"", $"name=\"{device}\""]);

    /// <summary>Returns the first base experiment that accepts the variant, and its result on the CPU.</summary>
    /// <exception cref="InputException">No base accepts the variant. The message is the message of the last base.</exception>
    /// <exception cref="MissingException">The data set of the variant is not on this machine.</exception>
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
