namespace Experiments.Initialization;

public sealed record ZerosScheme : Scheme
{
    /// <inheritdoc/>
    public override bool IsUniformlyConstant => true;

    /// <inheritdoc/>
    public override double? Std(InitTarget target) => 0;

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator) => tensor.zero_();
}
