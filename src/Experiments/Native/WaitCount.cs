namespace Experiments.Native;

/// <summary>Number of times that the host read a result or waited for a device in one phase.</summary>
/// <param name="What"><c>read of a number</c> reads host memory; <c>read from a device</c>, <c>copy to the host</c> and <c>synchronize</c>
/// wait for the device.</param>
public sealed record WaitCount(int Phase, string What, long Count)
{
    /// <summary>Whether the host waited for a device.</summary>
    public bool IsDeviceWait => What != "read of a number";

    /// <summary>Whether the host read a number.</summary>
    public bool IsRead => What is "read of a number" or "read from a device";
}
