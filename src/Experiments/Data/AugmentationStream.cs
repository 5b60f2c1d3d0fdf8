namespace Experiments.Data;

/// <summary>
/// Seed of the augmentation of one batch: the first eight bytes of the SHA-256 of the text <c>augment/SEED/STEP</c>, read big-endian,
/// without the sign bit.
/// Dropout and the data order don't affect this seed, and a resumed run needs no generator state. In Python:
/// <c>int.from_bytes(hashlib.sha256(f"augment/{seed}/{step}".encode()).digest()[:8], "big") &amp; (2**63 - 1)</c>.
/// </summary>
public static class AugmentationStream
{
    /// <summary>
    /// Returns the seed for a batch of the next update after <paramref name="step"/> completed updates. With k batches per update
    /// (<c>training.accumulate</c>), <paramref name="step"/> is k · (number of completed updates) + i, where i counts the update's batches
    /// from 0.
    /// </summary>
    public static long Seed(long seed, long step) => StepStream.Seed("augment", seed, step);
}
