namespace Experiments.Tests.Data.Images;

public class DigitsOptionsTests
{
    [Fact]
    public void The_set_has_the_counts_that_its_authors_give()
    {
        using var splits = new DigitsOptions().Load(ShippedData.Context());
        Assert.Equal((1258L, 180L, 359L), (splits.Train.Count, splits.Validation!.Count, splits.Test!.Count));
        Assert.Equal([359, 1, 8, 8], splits.Test.Inputs.shape);
        var labels = new[] { splits.Train, splits.Validation, splits.Test }.SelectMany(split => split.Targets.data<long>().ToArray());
        // Class sizes from the data set's documentation (optdigits.names, the test part).
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180],
            labels.GroupBy(label => label).OrderBy(group => group.Key).Select(group => group.Count()));
    }

    [Fact]
    public void The_file_is_the_one_that_its_README_names()
    {
        var file = Assert.Single(new DigitsOptions().Describe(ShippedData.Context()).Files);
        Assert.Equal("46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a", file.Sha256);
        Assert.Contains(file.Sha256, File.ReadAllText(Path.Combine(Path.GetDirectoryName(file.Path)!, "README.md")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Unnormalised_pixels_are_sixteenths()
    {
        using var splits = new DigitsOptions { Normalize = false, Test = 0, Validation = 0 }.Load(ShippedData.Context());
        var pixels = splits.Train.Inputs.data<float>().ToArray();
        Assert.All(pixels, pixel => Assert.Equal(Math.Round(pixel * 16), pixel * 16));
        Assert.Equal((0f, 1f), (pixels.Min(), pixels.Max()));
        // sklearn.datasets.load_digits().data.mean() is 4.884164579855314.
        Assert.Equal(4.884164579855314, pixels.Average(pixel => (double)pixel) * 16, 9);
    }

    [Fact]
    public void An_image_keeps_its_rows_its_columns_and_its_label()
    {
        using var splits = new DigitsOptions { Normalize = false, Test = 0, Validation = 0 }.Load(ShippedData.Context());
        // The first line of the file is the picture of a zero.
        float[] zero =
        [
            0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0, 0, 3, 15, 2, 0, 11, 8, 0, 0, 4, 12, 0, 0, 8, 8, 0,
            0, 5, 8, 0, 0, 9, 8, 0, 0, 4, 11, 0, 1, 12, 7, 0, 0, 2, 14, 5, 10, 12, 0, 0, 0, 0, 6, 13, 10, 0, 0, 0,
        ];
        var pixels = splits.Train.Inputs.data<float>().ToArray();
        var at = Enumerable.Range(0, 1797).Single(i => pixels.AsSpan(i * 64, 64).SequenceEqual(zero.Select(value => value / 16).ToArray()));
        Assert.Equal(0, splits.Train.Targets.data<long>()[at]);
        using var image = splits.Train.Inputs.narrow(0, at, 1);
        using var column = image.narrow(3, 3, 1);
        Assert.Equal([13 / 16f, 15 / 16f, 2 / 16f, 0, 0, 0, 5 / 16f, 13 / 16f], column.contiguous().data<float>().ToArray());
    }

    [Fact]
    public void Runs_share_their_test_set_unless_the_split_seed_changes()
    {
        static string Labels(DigitsOptions options)
        {
            using var splits = options.Load(ShippedData.Context());
            return string.Join("", splits.Test!.Targets.data<long>().ToArray());
        }
        Assert.Equal(Labels(new()), Labels(new() { Limit = 100, BatchSize = 7 }));
        Assert.NotEqual(Labels(new()), Labels(new() { SplitSeed = 1 }));
    }

    [Fact]
    public void The_shape_is_known_without_the_file_and_the_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();
        var description = new DigitsOptions().Describe(folder.Context());
        Assert.Equal([1, 8, 8], description.InputShape);
        Assert.Empty(description.Files);
        Assert.Contains("digits.csv.gz", Assert.Throws<MissingException>(() => new DigitsOptions().Load(folder.Context())).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,2\n", "the file has 2 columns, but digits needs 65")]
    [InlineData("{17}", "line 2, column '5': '17' is not a whole number from 0 to 16")]
    [InlineData("{-1}", "line 2, column '5': '-1' is not a whole number from 0 to 16")]
    [InlineData("{1.5}", "line 2, column '5': '1.5' is not a whole number from 0 to 16")]
    public void A_file_that_holds_something_else_is_refused_by_line(string content, string sentence)
    {
        using var folder = new TemporaryFolder();
        var good = string.Join(',', Enumerable.Repeat("1", 65));
        var bad = string.Join(',', Enumerable.Range(0, 65).Select(i => i == 5 ? content.Trim('{', '}') : "1"));
        folder.Write("digits/digits.csv.gz", content[0] == '{' ? $"{good}\n{bad}\n{good}\n" : content);
        var message = Assert.Throws<InputException>(() => new DigitsOptions().Load(folder.Context())).Message;
        Assert.Contains(sentence, message, StringComparison.Ordinal);
        Assert.StartsWith(folder.File("digits/digits.csv.gz"), message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_that_are_all_the_same_cannot_be_normalised()
    {
        using var folder = new TemporaryFolder();
        folder.Write("digits/digits.csv.gz", string.Concat(Enumerable.Repeat(string.Join(',', Enumerable.Repeat("1", 65)) + "\n", 20)));
        Assert.Contains("every pixel of the training split has the same value",
            Assert.Throws<InputException>(() => new DigitsOptions().Load(folder.Context())).Message, StringComparison.Ordinal);
        using var splits = new DigitsOptions { Normalize = false }.Load(folder.Context());
        Assert.Equal(1 / 16f, splits.Train.Inputs.data<float>()[0]);
    }

    [Fact]
    public void A_damaged_archive_is_refused()
    {
        using var folder = new TemporaryFolder();
        var bytes = TemporaryFolder.Gzip(
            Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(string.Join(',', Enumerable.Repeat("1", 65)) + "\n", 20))));
        bytes[^6] ^= 1;
        folder.Write("digits/digits.csv.gz", bytes);
        Assert.Contains("the file is corrupted: its gzip data or its checksum is damaged",
            Assert.Throws<InputException>(() => new DigitsOptions().Load(folder.Context())).Message, StringComparison.Ordinal);
    }
}
