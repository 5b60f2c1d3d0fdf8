namespace TorchSharp;

public static partial class torch
{
    /// <summary>How a division rounds its quotients: not at all, towards zero, or down.</summary>
    public enum RoundingMode
    {
        None,
        trunc,
        floor,
    }
}
