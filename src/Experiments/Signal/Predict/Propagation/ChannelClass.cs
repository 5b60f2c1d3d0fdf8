namespace Experiments.Signal.Predict;

/// <summary>A class of channels with the same distribution.</summary>
/// <param name="Share">Share of the channels in this class.</param>
/// <param name="Second">Second moment in units of the average over all channels.</param>
/// <param name="Mean">Mean in units of the average over all channels.</param>
internal readonly record struct ChannelClass(double Share, double Second, double Mean);
