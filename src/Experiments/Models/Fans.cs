namespace Experiments.Models;

/// <summary>Number of weights per output and per input of a layer.</summary>
/// <param name="In">fan_in: number of weights in the sum of one output.</param>
/// <param name="Out">fan_out: number of weights that multiply one input.</param>
public readonly record struct Fans(long In, long Out)
{
    /// <summary>
    /// Computes the fans of a weight of shape [outputs, inputs / groups, kernel…]:
    /// <c>fan_in = inputs / groups · area</c>, <c>fan_out = outputs / groups · area</c>.
    /// </summary>
    /// <remarks>
    /// With <paramref name="groups"/> = 1, this equals PyTorch's <c>_calculate_fan_in_and_fan_out</c>, which uses only the shape. For a
    /// grouped convolution, PyTorch's fan_out is <c>groups</c> times the number of connections. Schemes from PyTorch use PyTorch's number;
    /// all other schemes use the number of connections.
    /// </remarks>
    /// <param name="shape">The weight's shape, with at least two dimensions.</param>
    /// <param name="groups">Groups of the convolution; 1 for PyTorch's numbers.</param>
    /// <exception cref="ArgumentException">The shape has fewer than two dimensions, or the groups do not divide its outputs.</exception>
    public static Fans Of(IReadOnlyList<long> shape, long groups = 1)
    {
        if (shape.Count < 2)
            throw new ArgumentException($"Fans need a shape with at least two dimensions, not [{string.Join(", ", shape)}].",
                nameof(shape));
        if (groups < 1 || shape[0] % groups != 0)
            throw new ArgumentException($"{groups} groups do not divide {shape[0]} outputs.", nameof(groups));
        var area = shape.Skip(2).Aggregate(1L, (product, size) => checked(product * size));
        return new Fans(checked(shape[1] * area), checked(shape[0] / groups * area));
    }
}
