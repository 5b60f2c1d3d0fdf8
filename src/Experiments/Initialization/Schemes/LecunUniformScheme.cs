namespace Experiments.Initialization;

/// <summary>LeCun with uniform values.</summary>
public sealed record LecunUniformScheme : LecunScheme
{
    private protected override Distribution Distribution => Distribution.Uniform;
}
