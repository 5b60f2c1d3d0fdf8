namespace Experiments.Tests.Training;

public sealed class DropoutStreamTests
{
    // Python: int.from_bytes(hashlib.sha256(b"dropout/0/0").digest()[:8], "big") & (2**63 - 1)
    [Theory]
    [InlineData(0, 0, 2530288385688891922)]
    [InlineData(0, 1, 8323999345003926907)]
    [InlineData(1, 0, 7827655874032324131)]
    [InlineData(12, 34, 1657087030241434575)]
    [InlineData(9223372036854775807, 1000000000000, 7292252765111560223)]
    public void The_seed_is_the_documented_function_of_seed_and_step(long seed, long step, long expected) =>
        Assert.Equal(expected, DropoutStream.Seed(seed, step));
}
