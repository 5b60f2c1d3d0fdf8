namespace Experiments.Tests.Runs;

public sealed class EnvironmentRecordTests
{
    [Theory]
    [InlineData("[", "it is not JSON; it was damaged, or is no longer whole.")]
    [InlineData("", "it is not JSON; it was damaged, or is no longer whole.")]
    [InlineData("[]", "it holds no list 'data' of files, each with its path and sha256.")]
    [InlineData("null", "it holds no list 'data' of files, each with its path and sha256.")]
    [InlineData("{}", "it holds no list 'data' of files, each with its path and sha256.")]
    [InlineData("""{"data":[{"path":"a"}]}""", "it holds no list 'data' of files, each with its path and sha256.")]
    public void A_damaged_record_is_refused_in_a_sentence_of_our_own(string text, string reason)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            Assert.Equal($"'{path}' can't be read as the record of a run's surroundings: {reason}",
                Assert.Throws<InputException>(() => EnvironmentRecord.DataFiles(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
