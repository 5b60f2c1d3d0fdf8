namespace Experiments.Tests.Runs;

public sealed class EnvironmentRecordTests
{
    [Theory]
    [InlineData("[", "it is not valid JSON; the file is damaged or cut off.")]
    [InlineData("", "it is not valid JSON; the file is damaged or cut off.")]
    [InlineData("[]", "it has no list 'data' of files, each with path and sha256.")]
    [InlineData("null", "it has no list 'data' of files, each with path and sha256.")]
    [InlineData("{}", "it has no list 'data' of files, each with path and sha256.")]
    [InlineData("""{"data":[{"path":"a"}]}""", "it has no list 'data' of files, each with path and sha256.")]
    public void A_damaged_record_is_refused_with_a_reason(string text, string reason)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            Assert.Equal($"'{path}' can't be read as the record of a run's environment: {reason}",
                Assert.Throws<InputException>(() => EnvironmentRecord.DataFiles(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
