namespace Experiments.Initialization;

/// <summary>Kaiming with uniform values, PyTorch's <c>kaiming_uniform_</c>.</summary>
public sealed record KaimingUniformScheme : KaimingScheme
{
    private protected override Distribution Distribution => Distribution.Uniform;
}
