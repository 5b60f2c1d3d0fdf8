using Experiments.Data;

namespace Experiments.Training;

/// <summary>
/// Computes the seed for random operations inside a step (dropout): the first eight bytes of SHA-256 of the text <c>dropout/SEED/STEP</c>,
/// read big-endian, without the sign bit. The seed is a pure function of these two numbers, so a resumed run needs no generator state. In
/// Python: <c>int.from_bytes(hashlib.sha256(f"dropout/{seed}/{step}".encode()).digest()[:8], "big") &amp; (2**63 - 1)</c>.
/// </summary>
public static class DropoutStream
{
    /// <summary>Returns the seed of the update that follows <paramref name="step"/> updates.</summary>
    public static long Seed(long seed, long step) => StepStream.Seed("dropout", seed, step);
}
