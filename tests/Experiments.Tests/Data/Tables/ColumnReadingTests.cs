namespace Experiments.Tests.Data.Tables;

public class ColumnReadingTests
{
    private const int Rows = 120;

    private static readonly CsvOptions Options =
        new() { Path = "t.csv", Target = "y", Test = 0, Validation = 0, Standardize = false, Delimiter = ";" };

    private static string Table(Func<int, string> cell) =>
        "x;y\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => FormattableString.Invariant($"{cell(i)};{i}.5\n")));

    private static DataSplits Load(string table, CsvOptions options, string? test = null)
    {
        using var folder = new TemporaryFolder();
        folder.Write("t.csv", table);
        if (test is not null)
            folder.Write("test.csv", test);
        return (options with { TestPath = test is null ? null : "test.csv" }).Load(folder.Context(ScalarType.Float64));
    }

    private static IReadOnlyList<string> Warnings(Func<int, string> cell, CsvOptions? options = null)
    {
        using var splits = Load(Table(cell), options ?? Options);
        return splits.Description.Warnings;
    }

    /// <summary>Returns the first features, in the order of the file's rows.</summary>
    private static double[] Features(Split split)
    {
        var width = (int)split.Inputs.shape[1];
        return [.. split.Inputs.data<double>().ToArray().Where((_, i) => i % width == 0).Zip(split.Targets.data<double>().ToArray())
            .OrderBy(row => row.Second).Select(row => row.First)];
    }

    [Theory]
    [InlineData("{0}%", "%")]
    [InlineData("${0}", "$")]
    [InlineData("{0} €", "€")]
    public void A_column_of_percentages_or_money_is_numbers_and_the_sign_is_reported(string form, string sign)
    {
        using var splits = Load(Table(i => string.Format(CultureInfo.InvariantCulture, form, i)), Options);
        Assert.Equal(Enumerable.Range(0, Rows).Select(i => (double)i), Features(splits.Train));
        Assert.Contains($"line 2, column 'x': '{string.Format(CultureInfo.InvariantCulture, form, 0)}' is read as a number, and "
            + $"'{sign}' is ignored in all cells of the column; name the column in data.categorical",
            Assert.Single(splits.Description.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,{0:00}",
        "'1,00' is a number only with data.decimal=\",\", so the column is read as categories. Set data.decimal=\",\", leave")]
    [InlineData("1,{0:000}", "Set data.thousands=\",\", leave")]
    [InlineData("1.{0:000},5", "Set data.decimal=\",\" and data.thousands=\".\", leave")]
    [InlineData("1 {0:000}", "Set data.thousands=\" \", leave")]
    [InlineData("20{0:00}-01-31", "'2000-01-31' looks like a date")]
    [InlineData("{0}/12/2024", "looks like a date")]
    [InlineData("{0} Jan 2024", "looks like a date")]
    [InlineData("01.02.{0:00}", "'01.02.00' looks like a date")]
    [InlineData("20{0:00}Q2", "'2000Q2' looks like a date")]
    [InlineData("2024-01-31T10:{0:00}:00Z", "looks like a date")]
    [InlineData("{0} kg", "looks like a number with a unit")]
    public void A_column_that_looks_like_numbers_or_dates_is_warned_of_with_a_remedy(string form, string words)
    {
        var warnings = Warnings(i => string.Format(CultureInfo.InvariantCulture, form, i % 30));
        Assert.Contains(words, Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Contains("data.categorical", warnings[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A{0}")]
    [InlineData("1.2.{0}")]
    [InlineData("{0}-b")]
    [InlineData("0-{0}")]
    [InlineData("north {0}")]
    public void A_column_of_codes_is_categories_without_a_word(string form) =>
        Assert.Empty(Warnings(i => string.Format(CultureInfo.InvariantCulture, form, i % 30)));

    [Fact]
    public void Percentages_among_numbers_without_the_sign_are_warned_of() =>
        Assert.Contains("has a different unit sign (such as $ or %) from other numbers of the column",
            Assert.Single(Warnings(i => i % 2 == 0 ? $"{i % 10}%" : $"{i % 10}")), StringComparison.Ordinal);

    [Fact]
    public void A_named_category_is_not_warned_of() =>
        Assert.Empty(Warnings(i => $"20{i % 30:00}-01-31", Options with { Categorical = ["x"] }));

    [Theory]
    [InlineData(50, 0)]
    [InlineData(51, 1)]
    public void A_column_that_becomes_more_than_fifty_features_is_warned_of(int categories, int warnings)
    {
        var said = Warnings(i => $"c{i % categories}");
        Assert.Equal(warnings, said.Count);
        Assert.All(said, warning => Assert.Contains("the column 'x' becomes 51 features", warning, StringComparison.Ordinal));
    }

    [Fact]
    public void The_keys_read_numbers_of_features_and_target_in_another_notation()
    {
        using var splits = Load("x;y\n1.234,5;0,5\n-2;1.000,25\n", Options with { Decimal = ",", Thousands = "." });
        Assert.Equal([1234.5, -2], Features(splits.Train));
        Assert.Equal([0.5, 1000.25], splits.Train.Targets.data<double>().ToArray().Order());
        Assert.Empty(splits.Description.Warnings);
    }

    [Fact]
    public void The_decimal_mark_can_not_separate_thousands() =>
        Assert.Equal(["thousands is ',', which is also the decimal mark; set decimal to '.' too"],
            (Options with { Decimal = ",", Thousands = "," }).Mistakes());

    [Fact]
    public void Equal_numbers_are_one_category_in_training_and_test()
    {
        var options = Options with { Categorical = ["x"] };
        using var splits = Load("x;y\n1988;0.5\n1988.0;1.5\n2000;2.5\n", options, "x;y\n1988.00;0.5\n02000;1.5\n");
        Assert.Equal([2], splits.Description.InputShape);
        Assert.Equal([1, 1, 0], Features(splits.Train));
        Assert.Equal([1, 0], Features(splits.Test!));
        Assert.Contains("'1988' and '1988.0', count as one category", Assert.Single(splits.Description.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5%", "5")]
    [InlineData("$5", "5 €")]
    public void Numbers_of_another_unit_are_another_category(string cell, string other)
    {
        var options = Options with { Categorical = ["x"] };
        using var splits = Load($"x;y\n{cell};0.5\n{cell.Replace('5', '7')};1.5\n", options, $"x;y\n{other};0.5\n{cell};1.5\n");
        Assert.Equal([0, 0, 1, 0], splits.Test!.Inputs.data<double>().ToArray());
    }

    [Fact]
    public void A_column_without_a_value_in_training_may_have_any_in_new_rows()
    {
        using var splits = Load("x;z;y\n1;;0.5\n2;;1.5\n", Options, "x;z;y\n1;a;0.5\n");
        Assert.Equal(1, splits.Test!.Count);
    }

    [Fact]
    public void Categories_of_text_are_compared_as_text()
    {
        using var splits = Load("x;y\n1;0.5\n1.0;1.5\na;2.5\n", Options);
        Assert.Equal([3], splits.Description.InputShape);
    }

    [Theory]
    [InlineData("n/a")]
    [InlineData("NULL")]
    [InlineData("<NA>")]
    [InlineData("#N/A")]
    [InlineData("NaN")]
    [InlineData("nan")]
    public void Common_marks_are_missing_values(string mark)
    {
        using var splits = Load($"x;y\n1;0.5\n{mark};1.5\n3;2.5\n", Options);
        Assert.Equal([1, 2, 3], Features(splits.Train));
        Assert.Equal([2], splits.Description.InputShape);
    }

    [Fact]
    public void None_is_a_category_and_another_list_of_marks_is_the_whole_list()
    {
        using var none = Load("x;y\nNone;0.5\nbig;1.5\n", Options);
        Assert.Equal([2], none.Description.InputShape);
        using var own = Load("x;y\nn/a;0.5\n-;1.5\nb;2.5\n", Options with { MissingValues = ["-"] });
        Assert.Equal([3], own.Description.InputShape);
        Assert.All(new[] { none, own }, splits => Assert.Empty(splits.Description.Warnings));
    }

    [Fact]
    public void A_file_that_earlier_versions_read_the_same_way_has_no_reading()
    {
        using var splits = Load(Table(i => i % 3 == 0 ? "NA" : "None"), Options);
        Assert.Empty(Assert.Single(splits.Description.Files).Reading);
        using var ames = new AmesOptions().Load(ShippedData.Context());
        Assert.Empty(Assert.Single(ames.Description.Files).Reading);
        Assert.Empty(ames.Description.Warnings);
    }

    [Fact]
    public void What_earlier_versions_read_otherwise_is_listed_for_each_file()
    {
        using var splits = Load("x;c;y\nn/a;1;5%\n2;1;6%\n3;2;7.5%\n", Options with { Categorical = ["c"] },
            "x;c;y\n1;1.0;5%\nNULL;2;6%\n");
        Assert.Equal(["'n/a' is missing", "numbers with '%' in 'y'"], splits.Description.Files[0].Reading);
        Assert.Equal(["'NULL' is missing", "equal numbers, such as 1 and 1.0, are one label in 'c'", "numbers with '%' in 'y'"],
            splits.Description.Files[1].Reading);
    }

    [Fact]
    public void A_separate_test_file_is_compared_with_the_training_rows()
    {
        var (training, test) = ("x;y\nnorth;0.5\nsouth;1.5\n", "x;y\nnorth;0.5\nwest;1.5\n");
        using var splits = Load(training, Options, test);
        Assert.Contains("'x' in 1 of 2 rows (first: 'west')", Assert.Single(splits.Description.Warnings), StringComparison.Ordinal);
        Assert.Contains("test.csv, line 2, column 'x': 'North' is not a category of the training rows ('north', 'south'). No row",
            Assert.Throws<InputException>(() => Load(training, Options, "x;y\nNorth;0.5\nSouth;1.5\n")).Message, StringComparison.Ordinal);
        using var empty = Load(training, Options, "x;y\n;0.5\n;1.5\n");
        Assert.Contains("'x' in 2 of 2 rows", Assert.Single(empty.Description.Warnings), StringComparison.Ordinal);
    }
}
