namespace Experiments.Native;

/// <summary>
/// Computes the linear layers of several networks in one call, on the CPU in float32 or float64. Only this project's native library has
/// this function, and only if the libtorch gives access to its BLAS.
/// </summary>
public sealed class StackedLinearFunction
{
    private readonly LinearFunction _linear;

    private StackedLinearFunction(LinearFunction linear) => _linear = linear;

    /// <summary>Returns the function of a native library; null for a library without this function, such as TorchSharp's
    /// library.</summary>
    public static StackedLinearFunction? Of(LoadedTorch torch) =>
        torch.Function<HasFunction>("ExperimentsTorch_has_stacked_linear") is { } has && has() != 0
            && torch.Function<LinearFunction>("ExperimentsTorch_stacked_linear") is { } linear
            ? new StackedLinearFunction(linear)
            : null;

    /// <summary>Computes y = x wᵀ + b, or max(0, y), for each cell. A backward pass adds the gradients of w and b to the given
    /// tensors.</summary>
    /// <param name="input">x, [cells, batch, inputs].</param>
    /// <param name="weight">w, [cells, outputs, inputs].</param>
    /// <param name="weightGradient">Gradient of w, in the shape of <paramref name="weight"/>.</param>
    /// <param name="bias">b, [cells, outputs]; null without a bias.</param>
    /// <param name="biasGradient">Gradient of b, in the shape of <paramref name="bias"/>.</param>
    /// <param name="rectifies">Whether ReLU is applied to y.</param>
    /// <returns>y, [cells, batch, outputs].</returns>
    /// <exception cref="ExternalException">Shapes, precisions or devices do not fit.</exception>
    public Tensor Call(Tensor input, Tensor weight, Tensor weightGradient, Tensor? bias, Tensor? biasGradient, bool rectifies)
    {
        var output = _linear(input.Handle, weight.Handle, weightGradient.Handle, bias?.Handle ?? 0, biasGradient?.Handle ?? 0,
            rectifies ? (byte)1 : (byte)0);
        if (output == 0)
            CheckForErrors();
        GC.KeepAlive((input, weight, weightGradient, bias, biasGradient));
        return Tensor.UnsafeCreateTensor(output);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate byte HasFunction();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint LinearFunction(nint input, nint weight, nint weightGradient, nint bias, nint biasGradient, byte rectifies);
}
