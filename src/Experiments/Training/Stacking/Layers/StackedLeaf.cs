namespace Experiments.Training;

/// <summary>
/// Copies a parameter of all cells into one contiguous tensor; the backward pass adds its gradient to
/// <see cref="StackedParameter.Gradient"/>. (Autograd would warn about this gradient if it accumulated the gradient, because the rows are
/// far apart in memory.)
/// </summary>
internal sealed class StackedLeaf : autograd.SingleTensorFunction<StackedLeaf>
{
    private const string Parameter = "parameter";

    /// <inheritdoc/>
    public override string Name => nameof(StackedLeaf);

    /// <summary>The values, [cells, shape…].</summary>
    public static Tensor Of(StackedParameter parameter) => apply(parameter.Values, parameter);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        ctx.save_data(Parameter, vars[1]);
        return ((Tensor)vars[0]).clone();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        ((StackedParameter)ctx.get_data(Parameter)).Gradient.add_(grad_output);
        return [null!, null!];
    }
}
