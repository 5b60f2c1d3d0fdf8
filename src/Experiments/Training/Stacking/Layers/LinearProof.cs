using System.Collections.Concurrent;

namespace Experiments.Training;

/// <summary>
/// Finds a method (a form) that computes the linear layers of all cells with the same bits as separate layers. The bits depend on the
/// shapes and on the BLAS library that libtorch uses; for example, small batched products use another kernel. On the CPU, the process
/// checks each shape once.
/// </summary>
internal static class LinearProof
{
    private static readonly ConcurrentDictionary<(long Cells, long Batch, long Inputs, long Outputs, bool HasBias, bool Rectifies,
        ScalarType Precision, int Threads), LinearForm?> Known = new();

    /// <param name="input">[cells, batch, inputs].</param>
    /// <param name="weight">[cells, outputs, inputs].</param>
    /// <param name="bias">[cells, outputs]; null for none.</param>
    /// <param name="rectifies">Whether ReLU follows.</param>
    /// <returns>The fastest form that gives the same bits; null if no form does.</returns>
    public static LinearForm? Find(Tensor input, StackedParameter weight, StackedParameter? bias, bool rectifies = false) =>
        input.device_type != DeviceType.CPU
            ? LinearForms.Batched
            : Known.GetOrAdd(
                (input.size(0), input.size(1), input.size(2), weight.Values.size(1), bias is not null, rectifies, input.dtype,
                    get_num_threads()),
                _ => LinearForms.For(input).FirstOrDefault(form => IsEqual(form, input, weight, bias, rectifies)));

    /// <summary>
    /// Whether a form gives the same bits as separate layers, for an input and parameters of these shapes. The check adds gradients to
    /// existing gradients, as training does.
    /// </summary>
    internal static bool IsEqual(LinearForm form, Tensor input, StackedParameter weight, StackedParameter? bias, bool rectifies = false)
    {
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        var x = ProofNumbers.Like(empty_like(input), 1).requires_grad_();
        var (w, b) = (Filled(weight, 2), bias is null ? null : Filled(bias, 3));
        var before = (Weight: w.Gradient.clone(), Bias: b?.Gradient.clone());
        var y = form(x, w, b, rectifies);
        var g = ProofNumbers.Like(empty_like(y), 4);
        y.backward([g]);
        for (var cell = 0; cell < input.size(0); cell++)
        {
            if (!IsEqual(cell, x, (w, before.Weight), b is null ? null : (b, before.Bias!), y, g, rectifies))
                return false;
        }

        return true;
    }

    private static bool IsEqual(int cell, Tensor x, (StackedParameter Parameter, Tensor Before) w, (StackedParameter Parameter, Tensor
        Before)? b, Tensor y, Tensor g, bool rectifies)
    {
        using var scope = NewDisposeScope();
        var input = x.detach()[cell].clone().requires_grad_();
        var weight = Own(w.Parameter.Values, w.Before, cell);
        var bias = b is { } own ? Own(own.Parameter.Values, own.Before, cell) : null;
        var output = functional.linear(input, weight, bias);
        if (rectifies)
            output = output.relu();
        output.backward([g[cell].clone()]);
        return Bits.AreEqual(output, y[cell]) && Bits.AreEqual(input.grad!, x.grad![cell])
            && Bits.AreEqual(weight.grad!, w.Parameter.Gradient[cell])
            && (bias is null || Bits.AreEqual(bias.grad!, b!.Value.Parameter.Gradient[cell]));
    }

    private static Tensor Own(Tensor together, Tensor gradients, int cell)
    {
        var own = together.detach()[cell].clone().requires_grad_();
        own.grad = gradients[cell].clone();
        return own;
    }

    // The rows of the result are far apart in memory, as are the rows of the parameters in training.
    private static StackedParameter Filled(StackedParameter parameter, double phase) =>
        new(Filled(parameter.Values, phase).requires_grad_(), Filled(parameter.Gradient, phase + 0.5));

    private static Tensor Filled(Tensor rows, double phase)
    {
        using var noGradients = no_grad();
        var copy = rows.new_empty([rows.size(0), rows.stride(0)]).narrow(1, 0, rows[0].numel()).view(rows.shape);
        using var numbers = ProofNumbers.Like(rows.new_empty(rows.shape), phase);
        return copy.copy_(numbers);
    }
}
