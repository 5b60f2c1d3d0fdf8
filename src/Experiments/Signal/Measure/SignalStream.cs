using Experiments.Data;

namespace Experiments.Signal.Measure;

/// <summary>
/// The seed of the dropout masks that a measurement of the signal sees: the first eight bytes of SHA-256 of the text <c>signal/SEED/0</c>,
/// read big-endian, without the sign bit. The same at every step, so that from one measurement to the next nothing
/// but the weights has changed. In Python:
/// <c>int.from_bytes(hashlib.sha256(f"signal/{seed}/0".encode()).digest()[:8], "big") &amp; (2**63 - 1)</c>.
/// </summary>
public static class SignalStream
{
    /// <summary>Derives the seed from a run's master seed.</summary>
    public static long Seed(long seed) => StepStream.Seed("signal", seed, step: 0);
}
