namespace Experiments.Initialization;

/// <summary>Xavier with uniform values, PyTorch's <c>xavier_uniform_</c>.</summary>
public sealed record XavierUniformScheme : XavierScheme
{
    private protected override Distribution Distribution => Distribution.Uniform;
}
