namespace Experiments.Initialization;

/// <summary>Kaiming with normal values, PyTorch's <c>kaiming_normal_</c>.</summary>
public sealed record KaimingNormalScheme : KaimingScheme
{
    private protected override Distribution Distribution => Distribution.Normal;
}
