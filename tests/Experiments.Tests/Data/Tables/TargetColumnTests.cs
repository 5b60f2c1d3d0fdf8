namespace Experiments.Tests.Data.Tables;

public class TargetColumnTests
{
    private const int Rows = 40;

    // Forty numbers that are not whole. Tests replace the cell on line 12 of the file.
    private static string[] Numbers => [.. Enumerable.Range(0, Rows).Select(i => FormattableString.Invariant($"{i}.5"))];

    private static CsvOptions Options(string task = "auto") =>
        new() { Path = "t.csv", Target = "y", Task = task, Test = 0, Validation = 0 };

    private static string[] With(string[] cells, string cell, int row = 10)
    {
        cells[row] = cell;
        return cells;
    }

    private static DataSplits Load(IEnumerable<string> target, CsvOptions options)
    {
        using var folder = new TemporaryFolder();
        folder.Write("t.csv", "x;y\n" + string.Concat(target.Select((cell, i) => $"{i};{cell}\n")));
        return (options with { Delimiter = ";", Standardize = false }).Load(folder.Context(ScalarType.Float64));
    }

    private static string Refused(IEnumerable<string> target, CsvOptions options)
    {
        var message = Assert.Throws<InputException>(() => Load(target, options)).Message;
        return message[message.IndexOf("t.csv", StringComparison.Ordinal)..];
    }

    /// <summary>Returns the targets in the file's order; the feature is the row's number.</summary>
    private static double[] Targets(DataSplits splits) => [.. splits.Train.Inputs.data<double>().ToArray()
        .Zip(splits.Train.Targets.to_type(ScalarType.Float64).data<double>().ToArray())
        .OrderBy(row => row.First).Select(row => row.Second)];

    [Theory]
    [InlineData("auto")]
    [InlineData("regression")]
    public void One_word_among_numbers_is_an_error_that_names_line_cell_and_key(string task)
    {
        var message = Refused(With(Numbers, "unknown"), Options(task));
        Assert.StartsWith("t.csv, line 12, column 'y': 'unknown' is the only cell that is not a number (the other 39 are).", message,
            StringComparison.Ordinal);
        Assert.Contains("data.missing_values", message, StringComparison.Ordinal);
        Assert.Equal(task == "auto", message.Contains("data.task=classification", StringComparison.Ordinal));
    }

    [Fact]
    public void A_third_of_words_among_numbers_is_an_error_too()
    {
        var cells = Numbers.Select((cell, i) => i % 3 == 2 ? "none" : cell);
        Assert.StartsWith("t.csv, line 4, column 'y': 'none' is not a number. 27 of the target's 40 cells are", Refused(cells, Options()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Words_among_numbers_are_classes_if_the_task_says_so_with_a_warning()
    {
        string[] cells = [.. Enumerable.Range(0, Rows).Select(i => i % 10 == 0 ? "3+" : $"{i % 3}")];
        using var splits = Load(cells, Options("classification"));
        Assert.Equal(["0", "1", "2", "3+"], splits.Description.Classes);
        Assert.Contains("line 2, column 'y': '3+' is not a number. 36 of the target's 40 cells are",
            Assert.Single(splits.Description.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,37", "data.decimal=\",\"")]
    [InlineData("1,047", "data.thousands=\",\"")]
    [InlineData("12.345,67", "data.decimal=\",\" and data.thousands=\".\"")]
    [InlineData("1 234 567", "data.thousands=\" \"")]
    [InlineData("1'047.5", "data.thousands=\"'\"")]
    public void Numbers_in_another_notation_are_an_error_that_names_the_key(string cell, string key)
    {
        var message = Refused(Enumerable.Repeat(cell, Rows), Options());
        Assert.StartsWith($"t.csv, line 2, column 'y': '{cell}' is a number only with {key}. Set {key}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_decimal_comma_among_numbers_with_points_is_an_error_that_names_the_key() =>
        Assert.Contains("'1,37' is the only cell that is not a number (the other 39 are). Correct the cell (a number only with "
            + "data.decimal=\",\", but other cells contradict this)", Refused(With(Numbers, "1,37"), Options()), StringComparison.Ordinal);

    [Fact]
    public void Words_have_no_logarithm() =>
        Assert.Contains("line 2, column 'y': 'a' is not a number. 0 of the target's 40 cells are",
            Refused(Enumerable.Range(0, Rows).Select(i => i % 2 == 0 ? "a" : "b"), Options() with { LogTarget = true }),
            StringComparison.Ordinal);

    [Fact]
    public void Dates_are_no_classes() =>
        Assert.Contains("'2024-01-31' looks like a date", Refused(Enumerable.Repeat("2024-01-31", Rows), Options()),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("%", "", "%")]
    [InlineData("$", "$", "")]
    [InlineData("€", "", " €")]
    public void Percentages_and_amounts_of_money_are_numbers_and_the_sign_is_reported(string sign, string before, string after)
    {
        using var splits = Load(Numbers.Select(number => before + number + after), Options());
        Assert.Equal((TaskKind.Regression, 1), (splits.Description.Task, splits.Description.Outputs));
        Assert.Equal(Enumerable.Range(0, Rows).Select(i => i + 0.5), Targets(splits));
        Assert.Contains($"line 2, column 'y': '{before}0.5{after}' is read as a number, and '{sign}' is ignored in all cells "
            + "of the target", Assert.Single(splits.Description.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{0}%")]
    [InlineData("${0}")]
    public void A_few_whole_percentages_or_amounts_are_numbers_too(string form)
    {
        using var splits = Load(Enumerable.Range(0, Rows).Select(i => string.Format(CultureInfo.InvariantCulture, form, i % 5)), Options());
        Assert.Equal(TaskKind.Regression, splits.Description.Task);
        Assert.Equal(Enumerable.Range(0, Rows).Select(i => (double)(i % 5)), Targets(splits));
    }

    [Fact]
    public void Many_numbers_among_words_are_warned_of()
    {
        using var splits = Load(Enumerable.Range(0, Rows).Select(i => i % 5 < 3 ? "low" : $"{i}"), Options());
        Assert.Contains("16 of the 17 classes of the target column 'y' are numbers", Assert.Single(splits.Description.Warnings),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_percentage_among_numbers_without_the_sign_is_refused() =>
        Assert.StartsWith("t.csv, line 12, column 'y': '5%' is the only cell that is not a number", Refused(With(Numbers, "5%"), Options()),
            StringComparison.Ordinal);

    [Fact]
    public void More_classes_than_half_the_rows_are_an_error_with_the_remedy()
    {
        foreach (var task in new[] { "auto", "classification" })
            Assert.Equal("t.csv: the target column 'y' has 21 classes in 40 rows, too few examples of each to learn; to predict a "
                + "number, write the cells as numbers (see data.decimal and data.thousands), otherwise name another column in "
                + "data.target.",
                Refused(Enumerable.Range(0, Rows).Select(i => $"name {Math.Min(i, 20)}"), Options(task)));
        Assert.Contains("to predict a number, set data.task=regression, otherwise",
            Refused(Enumerable.Range(0, Rows).Select(i => $"{i}"), Options("classification")), StringComparison.Ordinal);
        using var half = Load(Enumerable.Range(0, Rows).Select(i => $"name {Math.Min(i, 19)}"), Options());
        Assert.Equal(20, half.Description.Outputs);
    }

    [Fact]
    public void Labels_that_are_equal_as_numbers_are_one_class()
    {
        string[] texts = ["0", "1", "1.0", "01", "1e0", "0.0", "-0", "2"];
        using var splits = Load(Enumerable.Range(0, Rows).Select(i => texts[i % 8]), Options());
        Assert.Equal(["0", "1", "2"], splits.Description.Classes);
        Assert.Equal(Enumerable.Range(0, Rows).Select(i => (double)"01111002"[i % 8] - '0'), Targets(splits));
        Assert.Contains("count as one class", Assert.Single(splits.Description.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_are_all_written_one_way_keep_their_names()
    {
        using var splits = Load(Enumerable.Range(0, Rows).Select(i => $"0{i % 3}.0"), Options());
        Assert.Equal(["00.0", "01.0", "02.0"], splits.Description.Classes);
        Assert.Empty(splits.Description.Warnings);
    }

    [Fact]
    public void Labels_of_text_stay_apart_even_where_some_are_equal_as_numbers()
    {
        string[] texts = ["1", "1.0", "a", "b"];
        using var splits = Load(Enumerable.Range(0, Rows).Select(i => texts[i % 4]), Options());
        Assert.Equal(["1", "1.0", "a", "b"], splits.Description.Classes);
    }
}
