namespace Experiments.Tests.Signal.Measure;

public sealed class SignalStreamTests
{
    // Python: int.from_bytes(hashlib.sha256(b"signal/0/0").digest()[:8], "big") & (2**63 - 1)
    [Theory]
    [InlineData(0, 755262691230769325)]
    [InlineData(1, 8905635022360166410)]
    [InlineData(12, 7284598262884713822)]
    [InlineData(9223372036854775807, 2938375900224655437)]
    public void The_seed_is_the_documented_function_of_the_master_seed(long seed, long expected) =>
        Assert.Equal(expected, SignalStream.Seed(seed));
}
