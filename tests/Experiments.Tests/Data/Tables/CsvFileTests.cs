namespace Experiments.Tests.Data.Tables;

public class CsvFileTests
{
    private static CsvFile Read(string text, char delimiter = ',', bool header = true) =>
        Read(Encoding.UTF8.GetBytes(text), delimiter, header);

    private static CsvFile Read(byte[] bytes, char delimiter = ',', bool header = true) =>
        CsvFile.Read(new StoredFile("some.csv", bytes), delimiter, header);

    private static string Refused(string text) => Assert.Throws<InputException>(() => Read(text)).Message;

    [Fact]
    public void Quoted_cells_may_hold_delimiters_quotation_marks_and_line_ends()
    {
        var table = Read("name,text\na,\"x, \"\"y\"\"\nz\"\nb,last");
        Assert.Equal(["name", "text"], table.Columns);
        Assert.Equal(["a", "x, \"y\"\nz"], table.Rows[0]);
        Assert.Equal(["b", "last"], table.Rows[1]);
    }

    [Fact]
    public void A_row_knows_the_line_on_which_it_begins_across_quoted_line_ends_and_blank_lines() =>
        Assert.Equal([2, 4, 6], Read("a,b\n1,\"x\ny\"\n2,z\n\n3,w\n").Lines);

    [Theory]
    [InlineData("a,b\r\n1,2\r\n")]
    [InlineData("a,b\n1,2")]
    [InlineData("\uFEFFa,b\n1,2\n")]
    [InlineData("a , b\n 1,\t2 \n")]
    public void Line_ends_byte_order_marks_and_blanks_around_cells_do_not_matter(string text)
    {
        var table = Read(text);
        Assert.Equal(["a", "b"], table.Columns);
        Assert.Equal(["1", "2"], Assert.Single(table.Rows));
    }

    [Fact]
    public void Blanks_inside_quotation_marks_stay() => Assert.Equal("WD ", Read("a,b\n\"WD \",1\n").Rows[0][0]);

    [Fact]
    public void Any_delimiter_will_do() => Assert.Equal(["1,5", "2"], Read("a;b\n1,5;2\n", ';').Rows[0]);

    [Fact]
    public void Gzip_is_known_by_its_first_bytes() =>
        Assert.Equal(["1", "2"], Read(TemporaryFolder.Gzip("a,b\n1,2\n"u8.ToArray())).Rows[0]);

    [Fact]
    public void Without_a_header_line_columns_are_numbered()
    {
        var table = Read("7,8\n9,10\n", header: false);
        Assert.Equal(["0", "1"], table.Columns);
        Assert.Equal(2, table.Rows.Count);
    }

    [Fact]
    public void Every_shortened_archive_is_refused()
    {
        var whole = TemporaryFolder.Gzip(
            Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"{i},{i * i}\n"))));
        for (var length = 3; length < whole.Length; length += length < whole.Length - 20 ? 97 : 1)
            Assert.Contains("truncated", Assert.Throws<InputException>(() => Read(whole[..length])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ragged_row_is_named_by_its_line()
    {
        Assert.Equal("some.csv, line 3: 3 cells, but there are 2 columns.", Refused("a,b\n1,2\n1,2,3\n"));
        Assert.Equal("some.csv, line 2: 1 cell, but there are 2 columns.", Refused("a,b\n1\n"));
    }

    [Theory]
    [InlineData("", "some.csv: the file has no lines.")]
    [InlineData("\n\n", "some.csv: the file has no lines.")]
    [InlineData("a,b\n", "some.csv: the file has a header line and no rows.")]
    [InlineData("a,b,a\n1,2,3\n", "some.csv, line 1: the column 'a' occurs 2 times; rename all but one.")]
    [InlineData(",b\n1,2\n", "some.csv, line 1: column 1 has no name (in pandas, write the file with index=False).")]
    public void A_file_without_rows_or_with_a_faulty_header_is_refused(string text, string sentence) =>
        Assert.Equal(sentence, Refused(text));

    [Theory]
    [InlineData("a,b\n1,2\n1,\"open\n3,4\n", 3)]
    [InlineData("a,b\n1,x\"y\n", 2)]
    [InlineData("a,b\n1,\"x\"y\n", 2)]
    public void A_quotation_mark_out_of_place_is_refused_by_its_line(string text, int line) =>
        Assert.StartsWith($"some.csv, line {line}: ", Refused(text), StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Equal("some.csv: the file is not text in UTF-8.",
            Assert.Throws<InputException>(() => Read([(byte)'a', (byte)'\n', 0xFF, 0xFE, (byte)'\n'])).Message);

    [Fact]
    public void A_line_of_a_million_delimiters_is_refused() =>
        Assert.Equal("some.csv, line 2: the line has more than 10000 columns, which is the limit.",
            Refused("a,b\n" + new string(',', 1_000_000)));

    [Fact]
    public void A_small_archive_that_unpacks_to_gigabytes_is_refused()
    {
        var bomb = TemporaryFolder.Gzip([.. "a,b\n1,\""u8, .. new byte[64 << 20]]);
        Assert.InRange(bomb.Length, 0, 100_000);
        Assert.StartsWith("some.csv", Assert.Throws<InputException>(() => Read(bomb)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_column_is_answered_with_the_nearest_or_with_those_there_are()
    {
        var table = Read("price,size\n1,2\n");
        Assert.Equal(1, table.Column("size", "data.target"));
        Assert.Equal("data.target: some.csv has no column 'Prices'; did you mean 'price'?",
            Assert.Throws<InputException>(() => table.Column("Prices", "data.target")).Message);
        Assert.Equal("data.target: some.csv has no column 'neighbourhood'; it has 'price', 'size'.",
            Assert.Throws<InputException>(() => table.Column("neighbourhood", "data.target")).Message);
    }
}
