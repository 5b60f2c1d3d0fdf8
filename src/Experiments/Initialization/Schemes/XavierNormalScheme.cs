namespace Experiments.Initialization;

/// <summary>Xavier with normal values, PyTorch's <c>xavier_normal_</c>.</summary>
public sealed record XavierNormalScheme : XavierScheme
{
    private protected override Distribution Distribution => Distribution.Normal;
}
