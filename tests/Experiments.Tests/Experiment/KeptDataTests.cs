namespace Experiments.Tests.Experiment;

public sealed class KeptDataTests : IDisposable
{
    private readonly ConfigFolder _folder = new();
    private readonly KeptData _kept = new();

    public void Dispose()
    {
        _kept.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Runs_that_read_the_same_share_their_data()
    {
        WriteTable("1,2\n3,4\n5,6\n");
        var first = Load();

        Assert.Same(first, Load("seed=7", "optimizer.lr=0.5"));
    }

    [Theory]
    [InlineData("data.standardize=false")]
    [InlineData("precision=float64")]
    public void Runs_that_read_something_else_do_not(string set)
    {
        WriteTable("1,2\n3,4\n5,6\n");
        var first = Load();

        Assert.NotSame(first, Load(set));
    }

    [Fact]
    public void A_file_that_changed_is_read_again()
    {
        WriteTable("1,2\n3,4\n5,6\n");
        Assert.Equal(3, Load().Train.Count);

        WriteTable("1,2\n3,4\n5,6\n7,8\n");

        Assert.Equal(4, Load().Train.Count);
    }

    private void WriteTable(string rows) => _folder.Write("t.csv", "x,y\n" + rows);

    private DataSplits Load(params string[] sets)
    {
        var path = _folder.Write("config.json", $$"""
            {"name": "a", "data": {"kind": "csv", "path": {{JsonSerializer.Serialize(_folder.PathOf("t.csv"))}}, "target": "y",
             "task": "regression", "test": 0, "validation": 0}, "model": "softmax_regression"}
            """);
        var resolved = ConfigReader.Read(path, sets);
        var precision = Preparation.PrecisionOf(resolved.Config);
        return _kept.Load(resolved.Config.Data, resolved.Document, new DataContext([], CPU, precision));
    }
}
