namespace Experiments.Models;

/// <summary>How many inputs a unit sums over, and how many units an input reaches.</summary>
/// <param name="In">fan_in: number of weights that one output is summed over.</param>
/// <param name="Out">fan_out: number of weights that one input is multiplied with.</param>
public readonly record struct Fans(long In, long Out)
{
    /// <summary>
    /// The fans of a weight of shape [outputs, inputs / groups, kernel…]: channels × kernel area on either side,
    /// <c>fan_in = inputs / groups · area</c>, <c>fan_out = outputs / groups · area</c>.
    /// </summary>
    /// <remarks>
    /// With <paramref name="groups"/> = 1 this is PyTorch's <c>_calculate_fan_in_and_fan_out</c>, which looks at the shape alone: its
    /// fan_out of a grouped convolution is <c>groups</c> times the number of connections. The schemes that PyTorch has
    /// use PyTorch's number; everything else uses the connections.
    /// </remarks>
    /// <param name="shape">The weight's shape, two dimensions or more.</param>
    /// <param name="groups">Groups of the convolution; 1 for PyTorch's numbers.</param>
    /// <exception cref="ArgumentException">The shape has fewer than two dimensions, or the groups do not divide its outputs.</exception>
    public static Fans Of(IReadOnlyList<long> shape, long groups = 1)
    {
        if (shape.Count < 2)
            throw new ArgumentException($"Fans need a shape of two dimensions or more, not [{string.Join(", ", shape)}].", nameof(shape));
        if (groups < 1 || shape[0] % groups != 0)
            throw new ArgumentException($"{groups} groups do not divide {shape[0]} outputs.", nameof(groups));
        var area = shape.Skip(2).Aggregate(1L, (product, size) => checked(product * size));
        return new Fans(checked(shape[1] * area), checked(shape[0] / groups * area));
    }
}
