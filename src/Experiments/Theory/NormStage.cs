namespace Experiments.Theory;

/// <summary>A normalisation: x → scale · (x − mean) / √(variance + ε) + shift.</summary>
/// <param name="OverBatch">Whether mean and variance are those of a channel over the batch and all positions; else those of an example over channels and positions.</param>
/// <param name="Epsilon">ε.</param>
/// <param name="Scale">Learned scale, at the start.</param>
/// <param name="Shift">Learned shift, at the start.</param>
public sealed record NormStage(bool OverBatch, double Epsilon, double Scale = 1, double Shift = 0) : Stage;
