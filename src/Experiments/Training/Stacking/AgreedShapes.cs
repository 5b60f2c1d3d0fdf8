using System.Collections.Concurrent;

namespace Experiments.Training;

/// <summary>
/// Records the shapes of stacks whose first update agreed with separate updates. A sweep trains many stacks of one shape, and only
/// the first of them pays for the comparison.
/// </summary>
internal sealed class AgreedShapes
{
    private readonly ConcurrentDictionary<(string Shape, long Examples, int Parts, int Threads), bool> _known = new();

    /// <summary>The shapes of this process.</summary>
    public static AgreedShapes OfProcess { get; } = new();

    /// <summary>Describes the computation of a stack: the forms of its layers, its parameters, its loss and its device.</summary>
    public static string Of(IReadOnlyList<Trainer> cells, StackedModule network, bool isExact)
    {
        var first = cells[0];
        var parameters = first.Model.named_parameters(recurse: true)
            .Select(parameter => $"{parameter.name}[{string.Join(',', parameter.parameter.shape)}] {parameter.parameter.dtype}");
        return string.Create(CultureInfo.InvariantCulture,
            $"{cells.Count} {isExact} {first.Device} {first.Plan.Loss} {string.Join(',', first.Plan.Data.InputShape)} {network.Form} "
                + $"{string.Join(' ', parameters)}");
    }

    public bool Contain(string shape, long examples, int parts) => _known.ContainsKey((shape, examples, parts, get_num_threads()));

    public void Add(string shape, long examples, int parts) => _known[(shape, examples, parts, get_num_threads())] = true;
}
