using Experiments.Data;

namespace Experiments.Signal.Measure;

/// <summary>
/// Computes the seed of the dropout masks for measurements of the signal. The seed is the first eight bytes of the SHA-256 of the text
/// <c>signal/SEED/0</c>, read as a big-endian number without the sign bit. The seed is the same at every step, so only the weights change
/// between two measurements. In Python: <c>int.from_bytes(hashlib.sha256(f"signal/{seed}/0".encode()).digest()[:8], "big") &amp; (2**63 -
/// 1)</c>.
/// </summary>
public static class SignalStream
{
    /// <summary>Computes the seed from the run's master seed.</summary>
    public static long Seed(long seed) => StepStream.Seed("signal", seed, step: 0);
}
