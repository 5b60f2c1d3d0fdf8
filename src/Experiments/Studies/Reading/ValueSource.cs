namespace Experiments.Studies.Reading;

internal enum ValueSource
{
    Measured,

    /// <summary>The prediction of theory for the same layer (probes only).</summary>
    Predicted,

    /// <summary>Measured before the first update (sweeps only).</summary>
    Initial,
}
