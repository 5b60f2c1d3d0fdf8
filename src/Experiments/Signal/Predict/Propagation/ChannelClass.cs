namespace Experiments.Signal.Predict;

/// <summary>A group of channels whose values have the same distribution.</summary>
/// <param name="Share">Number of channels in this class, divided by the number of all channels.</param>
/// <param name="Second">Second moment, divided by the average second moment of all channels.</param>
/// <param name="Mean">Mean, divided by the average mean of all channels.</param>
internal readonly record struct ChannelClass(double Share, double Second, double Mean);
