namespace Experiments.Training;

/// <summary>
/// y = x wᵀ + b for each cell: x [cells, batch, inputs], w [cells, outputs, inputs], b [cells, outputs] or null. The backward pass computes
/// the weight's gradient as <c>linear</c> does, gᵀ x. The backward pass of libtorch's batched product computes (xᵀ g)ᵀ, whose sums round
/// differently.
/// </summary>
/// <remarks>The backward pass adds the gradients of w and b to their <see cref="StackedParameter.Gradient"/>, not to autograd's
/// <c>grad</c>.</remarks>
internal sealed class StackedProduct : autograd.SingleTensorFunction<StackedProduct>
{
    private const string Weight = "weight";
    private const string Bias = "bias";

    /// <inheritdoc/>
    public override string Name => nameof(StackedProduct);

    public static Tensor Output(Tensor input, Tensor weight, Tensor? bias)
    {
        var transposed = weight.transpose(1, 2);
        // TorchSharp's order of arguments: first the factors, then the summand.
        return bias is null ? input.bmm(transposed) : input.baddbmm(transposed, bias.unsqueeze(1));
    }

    public static Tensor InputGradient(Tensor gradient, Tensor weight) => gradient.bmm(weight);

    public static Tensor WeightGradient(Tensor gradient, Tensor input) => gradient.transpose(1, 2).bmm(input);

    public static Tensor BiasGradient(Tensor gradient) => gradient.sum(1);

    /// <inheritdoc/>
    /// <param name="vars">The input, the weight's values, the weight and the bias. The weight's values are an argument so that autograd
    /// records the product.</param>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        // A product of tensors with another memory layout may have other bits.
        var (input, weight, bias) = (((Tensor)vars[0]).contiguous(), (StackedParameter)vars[2], (StackedParameter?)vars[3]);
        // The weight is not saved, because it does not change between the forward and the backward pass.
        ctx.save_for_backward([input]);
        ctx.save_data(nameof(input), ((Tensor)vars[0]).requires_grad);
        ctx.save_data(Weight, weight);
        ctx.save_data(Bias, bias!);
        return Output(input, weight.Values, bias?.Values);
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        // A sum over another memory layout may have other bits. For example, the gradient of a stacked batch normalisation has the cells'
        // channels side by side.
        var gradient = grad_output.contiguous();
        var weight = (StackedParameter)ctx.get_data(Weight);
        weight.Gradient.add_(WeightGradient(gradient, ctx.get_saved_variables()[0]));
        if (ctx.get_data(Bias) is StackedParameter bias)
            bias.Gradient.add_(BiasGradient(gradient));
        return [(bool)ctx.get_data("input") ? InputGradient(gradient, weight.Values) : null!, null!, null!, null!];
    }
}
