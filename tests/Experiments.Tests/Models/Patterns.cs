namespace Experiments.Tests.Models;

/// <summary>Numbers that are computed with integer arithmetic, which gives the same results in all programming languages.</summary>
internal static class Patterns
{
    /// <summary>Fills parameters as the reference scripts do: weights have a variance of about 1 / inputs, scales are near 1, and shifts
    /// are near 0.</summary>
    public static void Fill(Module model)
    {
        using var noGradients = no_grad();
        var salt = 0;
        foreach (var (name, parameter) in model.named_parameters())
        {
            var isVector = parameter.dim() == 1;
            var centre = isVector && (name.EndsWith("weight", StringComparison.Ordinal) || name.EndsWith("scale", StringComparison.Ordinal))
                ? 1.0
                : 0.0;
            var width = isVector ? 0.5 : Math.Pow(3.0 / (parameter.numel() / parameter.shape[0]), 0.5);
            parameter.copy_(Of(parameter.shape, salt++) * width + centre);
        }
    }

    /// <summary>Returns numbers in (−1, 1), in float64.</summary>
    public static Tensor Of(IEnumerable<long> shape, long salt)
    {
        var sizes = shape.ToArray();
        var count = sizes.Aggregate(1L, (product, size) => product * size);
        var numbers = Enumerable.Range(0, (int)count).Select(k => (((k * 7919L) + (salt * 104729)) % 2003 - 1001) / 1002.0).ToArray();
        return tensor(numbers, dtype: ScalarType.Float64).reshape(sizes);
    }
}
