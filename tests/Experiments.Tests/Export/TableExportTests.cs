namespace Experiments.Tests.Export;

/// <summary>Compares runs on unusual table files with their exported scripts.</summary>
public sealed class TableExportTests(ExportFixture fixture) : IClassFixture<ExportFixture>
{
    private static readonly string s_rows = "x,kind,y\n" + string.Concat(Enumerable.Range(0, 60).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"{i * 7 % 11},{(i % 3 == 0 ? "weiß" : "grün")},{(i % 2 == 0 ? "はい" : "いいえ")}\n")));

    [SkippableTheory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_table_with_a_byte_order_mark_is_read_in_its_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        fixture.Write("marked.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes(s_rows)]);
        fixture.Write("plain-test.csv", Encoding.UTF8.GetBytes(s_rows));

        AssertSame("marked.csv", """, "test_path": "plain-test.csv" """);
    }

    [SkippableFact]
    public void A_cell_beyond_the_limit_of_Pythons_csv_module_is_read()
    {
        fixture.Write("long.csv", Encoding.UTF8.GetBytes(s_rows + $"3,{new string('z', 140_000)},はい\n"));

        AssertSame("long.csv");
    }

    private void AssertSame(string file, string keys = "")
    {
        Skip.If(!PyTorch.SharesLibtorch(), "PyTorch uses another libtorch than this process");
        var (run, difference) = fixture.Compare(ExportFixture.Small(
            $$"""{ "kind": "csv", "path": "{{file}}", "target": "y", "batch_size": 20{{keys}} }"""));
        Assert.Null(difference);
        Assert.Equal(RunStatus.Completed, run.Status);
    }
}
