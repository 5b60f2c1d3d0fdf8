namespace Experiments.Signal.Predict;

/// <summary>A class of channels that share one distribution.</summary>
/// <param name="Second">Second moment in units of the average over all channels.</param>
/// <param name="Mean">Mean in units of the average over all channels.</param>
internal readonly record struct ChannelClass(double Share, double Second, double Mean);
