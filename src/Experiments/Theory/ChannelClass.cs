namespace Experiments.Theory;

/// <summary>Channels of one law beside others.</summary>
/// <param name="Share">Their share of all channels.</param>
/// <param name="Second">Their second moment in units of the average over all channels.</param>
/// <param name="Mean">Their mean in units of the average.</param>
internal readonly record struct ChannelClass(double Share, double Second, double Mean);
