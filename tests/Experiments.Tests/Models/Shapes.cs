namespace Experiments.Tests.Models;

/// <summary>Formats a module's parameters as text, to compare with a handwritten list.</summary>
internal static class Shapes
{
    public static IReadOnlyList<string> Of(Module module)
    {
        var shapes = new List<string>();
        foreach (var (name, parameter) in module.named_parameters())
            shapes.Add($"{name} {string.Join('x', parameter.shape)}");
        return shapes;
    }

    public static long Count(Module module)
    {
        var count = 0L;
        foreach (var (_, parameter) in module.named_parameters())
            count += parameter.numel();
        return count;
    }
}
