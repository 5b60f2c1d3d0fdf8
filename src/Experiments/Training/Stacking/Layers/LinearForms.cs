using Experiments.Native;

namespace Experiments.Training;

/// <summary>
/// Linear layers of all cells, as a function of autograd: [cells, batch, inputs] to [cells, batch, outputs]. The backward pass adds to the
/// parameters' <see cref="StackedParameter.Gradient"/>.
/// </summary>
/// <param name="rectifies">Whether ReLU is applied to the output.</param>
internal delegate Tensor LinearForm(Tensor input, StackedParameter weight, StackedParameter? bias, bool rectifies);

/// <summary>The methods for computing the linear layers of all cells.</summary>
internal static class LinearForms
{
    private static readonly Lazy<StackedLinearFunction?> s_native =
        new(() => TorchLibrary.Loaded is { } torch ? StackedLinearFunction.Of(torch) : null);

    /// <summary>Uses libtorch's operators, on any device.</summary>
    public static LinearForm Batched { get; } = (input, weight, bias, rectifies) =>
        StackedProduct.apply(input, weight.Values, weight, bias!) is var output && rectifies ? output.relu() : output;

    /// <summary>Returns the methods that can compute this input, the fastest first.</summary>
    public static IEnumerable<LinearForm> For(Tensor input)
    {
        if (input.device_type == DeviceType.CPU && input.dtype is ScalarType.Float32 or ScalarType.Float64 && s_native.Value is { } native)
            yield return (x, weight, bias, rectifies) =>
                native.Call(x, weight.Values, weight.Gradient, bias?.Values, bias?.Gradient, rectifies);
        yield return Batched;
    }
}
