namespace Experiments.Initialization;

/// <summary>LeCun with normal values, untruncated: what self-normalising networks are derived for.</summary>
public sealed record LecunNormalScheme : LecunScheme
{
    private protected override Distribution Distribution => Distribution.Normal;
}
