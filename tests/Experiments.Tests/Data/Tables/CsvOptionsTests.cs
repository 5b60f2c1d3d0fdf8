namespace Experiments.Tests.Data.Tables;

public class CsvOptionsTests
{
    private static CsvOptions Options(string path = "t.csv", string target = "y") =>
        new() { Path = path, Target = target, Test = 0, Validation = 0 };

    private static double[] Inputs(Split split) => split.Inputs.data<double>().ToArray();

    private static DataSplits Load(string text, Func<CsvOptions, CsvOptions>? change = null)
    {
        using var folder = new TemporaryFolder();
        folder.Write("t.csv", text);
        return (change ?? (same => same))(Options()).Load(folder.Context(ScalarType.Float64));
    }

    private static string Refused(string text, Func<CsvOptions, CsvOptions>? change = null)
    {
        using var folder = new TemporaryFolder();
        folder.Write("t.csv", text);
        var message = Assert.Throws<InputException>(() => (change ?? (same => same))(Options()).Load(folder.Context())).Message;
        Assert.DoesNotContain('\n', message);
        return message.Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }

    /// <summary>Returns the rows as text, independent of the split's order.</summary>
    private static IEnumerable<string> Rows(Split split)
    {
        var (inputs, targets) = (Inputs(split), split.Targets.to_type(ScalarType.Float64).data<double>().ToArray());
        var width = inputs.Length / targets.Length;
        return targets.Select((target,
            i) => string.Join(' ', inputs.Skip(i * width).Take(width).Append(target)
                .Select(x => x.ToString("0.####", CultureInfo.InvariantCulture)))).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Text_is_one_hot_in_ordinal_order_and_numbers_are_standardised()
    {
        // Column x has the mean 3 and the population standard deviation 2. The colours are blue and red.
        using var splits = Load("x,colour,y\n1,red,0.5\n5,blue,1.5\n1,blue,2.5\n5,red,3.5\n");
        Assert.Equal(["-1 0 1 0.5", "-1 1 0 2.5", "1 0 1 3.5", "1 1 0 1.5"], Rows(splits.Train));
        Assert.Equal([4, 1], splits.Train.Targets.shape);
        Assert.Equal((TaskKind.Regression, 1), (splits.Description.Task, splits.Description.Outputs));
        Assert.Equal([3], splits.Description.InputShape);
    }

    // The column has 29 numbers and a typing mistake on line 12 of the file. The other columns are correct.
    [Fact]
    public void A_column_that_is_categories_because_of_one_cell_is_warned_of_by_line_and_value()
    {
        var rows = Enumerable.Range(0, 30)
            .Select(i => FormattableString.Invariant($"{(i == 10 ? "12 m" : i)},{(i % 2 == 0 ? "red" : "blue")},{i}.5"));
        using var splits = Load("x,colour,y\n" + string.Join('\n', rows) + "\n");
        var warning = Assert.Single(splits.Description.Warnings);
        Assert.Contains("t.csv, line 12, column 'x': '12 m' is the only cell that is not a number (the other 29 are)", warning,
            StringComparison.Ordinal);
        Assert.Equal("32 features from 2 columns: 0 of numbers, 2 of categories", splits.Description.Contents);
    }

    [Fact]
    public void A_column_with_many_words_or_named_as_categories_is_no_reason_to_warn()
    {
        var text = "x,z,y\n" + string.Join('\n',
            Enumerable.Range(0, 30).Select(i => FormattableString.Invariant($"{(i % 5 == 0 ? "none" : i)},{(i == 10 ? "12 m" : i)},{i}.5")))
            + "\n";
        using var splits = Load(text, options => options with { Categorical = ["z"] });
        Assert.Empty(splits.Description.Warnings);
    }

    [Theory]
    [InlineData("x;y\n1;2\n", ",",
        "t.csv, line 1: there is only one column, because data.delimiter is ','; the line seems to use ';'. Set data.delimiter to "
            + "';'.")]
    [InlineData("x;y\n1,5;2,5\n", ",",
        "t.csv, line 1: there is only one column, because data.delimiter is ','; the line seems to use ';'. Set data.delimiter to "
            + "';'.")]
    [InlineData("x\ty\n1\t2\n", ";",
        "t.csv, line 1: there is only one column, because data.delimiter is ';'; the line seems to use a tab. Set data.delimiter to "
            + "a tab.")]
    public void Another_delimiter_than_the_files_is_pointed_out(string text, string delimiter, string message) =>
        Assert.Equal(message, Refused(text, options => options with { Delimiter = delimiter }));

    [Fact]
    public void Numbers_may_stay_as_they_are() =>
        Assert.Equal(["1 0.5", "5 1.5"], Rows(Load("x,y\n1,0.5\n5,1.5\n", options => options with { Standardize = false }).Train));

    [Fact]
    public void A_constant_column_becomes_zero() => Assert.Equal(["0 0.5", "0 1.5"], Rows(Load("x,y\n0.1,0.5\n0.1,1.5\n").Train));

    [Fact]
    public void A_missing_number_takes_the_mean_and_a_feature_says_so()
    {
        // The numbers 1, 5, 3 have the mean 3 and the standard deviation sqrt(8/3).
        using var splits = Load("x,y\n1,0.1\n5,0.2\n3,0.3\nNA,0.4\n");
        var std = Math.Sqrt(8.0 / 3);
        Assert.Equal(new[] { (-2 / std, 0.0, 0.1), (2 / std, 0, 0.2), (0, 0, 0.3), (0, 1, 0.4) }
            .Select(row => FormattableString.Invariant($"{row.Item1:0.####} {row.Item2} {row.Item3}")).Order(StringComparer.Ordinal),
            Rows(splits.Train));
    }

    [Fact]
    public void A_missing_category_is_one_of_its_own() =>
        Assert.Equal(["0 1 0.2", "1 0 0.1", "1 0 0.3"], Rows(Load("c,y\n,0.1\nb,0.2\nNA,0.3\n").Train));

    [Fact]
    public void Missing_numbers_can_be_refused() =>
        Assert.Equal("t.csv, line 3, column 'x': 'NA' is a missing value, which data.missing 'refuse' forbids.",
            Refused("x,y\n1,0.1\nNA,0.2\n", options => options with { Missing = "refuse" }));

    [Fact]
    public void Columns_that_look_like_numbers_can_be_categories_and_columns_can_be_ignored() =>
        Assert.Equal(["0 1 0.5", "1 0 1.5"],
            Rows(Load("id,zone,y\n17,20,0.5\n18,10,1.5\n", options => options with { Categorical = ["zone"], Ignore = ["id"] }).Train));

    [Fact]
    public void A_category_that_training_does_not_have_is_all_zeros()
    {
        using var folder = new TemporaryFolder();
        folder.Write("t.csv", "c,y\na,0.5\nb,1.5\n");
        folder.Write("test.csv", "c,y\nb,0.5\nz,1.5\n");
        using var splits = (Options() with { TestPath = "test.csv" }).Load(folder.Context(ScalarType.Float64));
        Assert.Equal(["0 0 1.5", "0 1 0.5"], Rows(splits.Test!));
        Assert.Equal(2, splits.Description.Files.Count);
    }

    [Fact]
    public void Nothing_that_stands_in_test_or_validation_rows_moves_a_training_feature()
    {
        static string Text(Func<int, string> x, Func<int, string> c) =>
            "x,c,y\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{x(i)},{c(i)},{i}.5\n"));
        var rows = SplitRows.Draw(60, 0.25, 0.25, null, 3, "");
        var held = rows.Test.Concat(rows.Validation).ToHashSet();
        static CsvOptions Change(CsvOptions options) => options with { Test = 0.25, Validation = 0.25, SplitSeed = 3, LogFeatures = true };

        using var plain = Load(Text(i => $"{i % 7}", i => $"c{i % 3}"), Change);
        using var changed = Load(Text(i => held.Contains(i) ? (i % 2 == 0 ? "1000000" : "") : $"{i % 7}",
            i => held.Contains(i) ? $"new{i}" : $"c{i % 3}"), Change);
        using var moved = Load(Text(i => held.Contains(i) ? $"{i % 7}" : $"{i % 6}", i => $"c{i % 3}"), Change);

        Assert.Equal(Inputs(plain.Train), Inputs(changed.Train));
        Assert.NotEqual(Inputs(plain.Test!), Inputs(changed.Test!));
        Assert.NotEqual(Inputs(plain.Train), Inputs(moved.Train));
        Assert.NotEqual(Inputs(plain.Test!), Inputs(moved.Test!));
    }

    [Fact]
    public void Skewed_columns_go_through_a_signed_logarithm_and_others_do_not()
    {
        // The skewness is 1.5 for (0, 0, 0, 0, 100), 0 for (1, 2, 3, 4, 5), and -1.5 for (-0, …, -100).
        using var splits = Load("a,b,c,y\n0,1,0,0.1\n0,2,0,0.2\n0,3,0,0.3\n0,4,0,0.4\n100,5,-100,0.5\n",
            options => options with { LogFeatures = true, Standardize = false });
        Assert.Equal(
            ["0 1 0 0.1", "0 2 0 0.2", "0 3 0 0.3", "0 4 0 0.4",
                FormattableString.Invariant($"{Math.Log(101):0.####} 5 {-Math.Log(101):0.####} 0.5")],
            Rows(splits.Train));
    }

    [Fact]
    public void The_logarithm_of_the_target_is_the_natural_one()
    {
        using var splits = Load("x,y\n1,100\n2,2.718281828459045\n", options => options with { LogTarget = true, Standardize = false });
        Assert.Equal(["1 4.6052", "2 1"], Rows(splits.Train));
        Assert.True(splits.Description.LogTarget);
    }

    // By numpy, y of the training rows, 180000, 220000, 260000, 340000, has the mean 250000 and the population standard deviation
    // sqrt(3.5e9).
    [Fact]
    public void A_standardised_target_takes_mean_and_deviation_of_the_training_rows_alone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("t.csv", "x,y\n1,180000\n2,220000\n3,260000\n4,340000\n");
        folder.Write("test.csv", "x,y\n9,1000000\n");

        using var splits = (Options() with { TestPath = "test.csv", Task = "regression", StandardizeTarget = true, Standardize = false })
            .Load(folder.Context(ScalarType.Float64));

        var std = Math.Sqrt(3.5e9);
        Assert.Equal(new TargetScale(250_000, std), splits.Description.TargetScale);
        Assert.Equal(["1 -1.1832", "2 -0.5071", "3 0.169", "4 1.5213"], Rows(splits.Train));
        Assert.Equal(750_000 / std, splits.Test!.Targets.item<double>(), 12);
        Assert.Equal("1 features from 1 columns: 1 of numbers, 0 of categories; the target is standardised "
            + "(mean 250000, std 59160.8 of the training rows)", splits.Description.Contents);
        Assert.Equal(309_160.8, splits.Description.TargetOf(1), 1);
    }

    // The logarithms of 1, e, e², e³ have the mean 1.5 and the population standard deviation sqrt(1.25).
    [Fact]
    public void A_standardised_logarithm_is_standardised_after_the_logarithm()
    {
        using var splits = Load(FormattableString.Invariant($"x,y\n1,1\n2,{Math.E:R}\n3,{Math.Exp(2):R}\n4,{Math.Exp(3):R}\n"),
            options => options with { LogTarget = true, StandardizeTarget = true, Standardize = false });

        Assert.Equal(["1 -1.3416", "2 -0.4472", "3 0.4472", "4 1.3416"], Rows(splits.Train));
        Assert.Equal(Math.Exp(1.5 + Math.Sqrt(1.25)), splits.Description.TargetOf(1), 12);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("0.1")]
    public void A_constant_target_is_only_centred(string target)
    {
        using var splits = Load($"x,y\n1,{target}\n2,{target}\n3,{target}\n", options => options with
        {
            Task = "regression", StandardizeTarget = true,
        });

        Assert.Equal(1, splits.Description.TargetScale!.Std);
        Assert.All(splits.Train.Targets.data<double>().ToArray(), value => Assert.Equal(0, value, 12));
    }

    [Fact]
    public void Classes_can_not_be_standardised()
    {
        Assert.Equal("t.csv: the target column 'y' has 2 classes, which can't be standardised; set data.task to "
            + "regression or data.standardize_target to false.",
            Refused("x,y\n1,a\n2,b\n", options => options with { StandardizeTarget = true }));
        Assert.Equal(["standardize_target needs a regression, because classes have no mean; set task to regression, or "
            + "standardize_target to false"],
            (Options() with { StandardizeTarget = true, Task = "classification" }).Mistakes());
    }

    [Fact]
    public void A_target_too_large_for_a_mean_is_refused()
    {
        Assert.Equal("t.csv: the target column 'y' has numbers that are too large to compute their mean and standard deviation.",
            Refused("x,y\n1,1e308\n2,-1e308\n", options => options with { StandardizeTarget = true, Task = "regression" }));
    }

    [Theory]
    [InlineData("a,b,a", TaskKind.Classification, "a|b")]
    [InlineData("10,9,9", TaskKind.Classification, "9|10")]
    [InlineData("1.5,2,3", TaskKind.Regression, "")]
    [InlineData("yes,no,1", TaskKind.Classification, "1|no|yes")]
    public void The_task_follows_from_the_target(string targets, TaskKind task, string classes)
    {
        var values = targets.Split(',');
        using var splits = Load("x,y\n" + string.Concat(values.Select((y, i) => $"{i},{y}\n")));
        Assert.Equal(task, splits.Description.Task);
        Assert.Equal(classes, string.Join('|', splits.Description.Classes));
    }

    [Fact]
    public void Whole_numbers_of_more_than_twenty_values_are_amounts_unless_the_task_says_otherwise()
    {
        var text = "x,y\n" + string.Concat(Enumerable.Range(0, 42).Select(i => $"{i},{i % 21 * 10}\n"));
        Assert.Equal(TaskKind.Regression, Load(text).Description.Task);
        Assert.Equal(21, Load(text, options => options with { Task = "classification" }).Description.Outputs);
    }

    [Fact]
    public void Class_numbers_belong_to_class_names()
    {
        using var splits = Load("x,y\n1,cat\n2,dog\n3,ant\n", options => options with { Standardize = false });
        Assert.Equal(["1 1", "2 2", "3 0"], Rows(splits.Train));
        Assert.Equal(["ant", "cat", "dog"], splits.Description.Classes);
        Assert.Equal([3], splits.Train.Targets.shape);
        Assert.Equal(ScalarType.Int64, splits.Train.Targets.dtype);
    }

    [Theory]
    [InlineData("x,y\n1,0.5\n2,\n", "t.csv, line 3, column 'y': '' is a missing value (data.missing_values), but every row needs a target; "
        + "correct the cell or delete the row.")]
    [InlineData("x,y\n1,0.5\n2,inf\n", "t.csv, line 3, column 'y': 'inf' is not a finite number, as the target of a regression must be.")]
    [InlineData("x,y\ninf,0.5\n2,1.5\n", "t.csv, line 2, column 'x': 'inf' is not a finite number.")]
    [InlineData("x,y\n-Infinity,0.5\n2,1.5\n", "t.csv, line 2, column 'x': '-Infinity' is not a finite number.")]
    [InlineData("x,y\n1e999,0.5\n2,1.5\n", "t.csv, line 2, column 'x': '1e999' is not a finite number.")]
    [InlineData("x,y\n1,a\n2,a\n", "t.csv: the target column 'y' has only one class, 'a'; a classification needs at least two.")]
    [InlineData("y\n1.5\n2.5\n", "t.csv: there is no feature column: every column is the target or in data.ignore.")]
    [InlineData("x,z\n1,2\n", "data.target: t.csv has no column 'y'; it has 'x', 'z'.")]
    [InlineData("x,y\n1e308,0.5\n-1e308,1.5\n",
        "t.csv: the numbers of column 'x' are too large to compute their mean and standard deviation.")]
    public void What_cannot_be_learnt_from_is_refused_in_one_sentence(string text, string sentence) =>
        Assert.Equal(sentence, Refused(text));

    [Fact]
    public void A_price_of_nothing_has_no_logarithm() =>
        Assert.Equal("t.csv, line 3, column 'y': '0' has no logarithm, which data.log_target needs.",
            Refused("x,y\n1,5\n2,0\n", options => options with { LogTarget = true }));

    [Fact]
    public void Numbers_that_float32_cannot_hold_are_refused() =>
        Assert.Equal("t.csv, line 2, column 'x': '1e300' is too large for the run's precision.",
            Refused("x,y\n1e300,0.5\n2,1.5\n", options => options with { Standardize = false }));

    [Fact]
    public void Text_in_a_test_row_of_a_column_of_numbers_is_refused_by_its_line()
    {
        var row = SplitRows.Draw(10, 1, 0, null, 0, "").Test[0];
        var text = "x,y\n" + string.Concat(Enumerable.Range(0, 10).Select(i => $"{(i == row ? "oops" : i)},{i}.5\n"));
        Assert.StartsWith($"t.csv, line {row + 2}, column 'x': 'oops' is not a number", Refused(text, options => options with { Test = 1 }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_a_thousand_classes_or_categories_are_refused()
    {
        var text = "x,y\n" + string.Concat(Enumerable.Range(0, 1001).Select(i => $"id{i},{i}\n"));
        Assert.Contains("has 1001 classes, more than the limit of 1000", Refused(text, options => options with { Task = "classification" }),
            StringComparison.Ordinal);
        Assert.Contains("'x' has 1001 categories", Refused(text), StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_file_with_other_columns_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("t.csv", "x,y\n1,0.5\n2,1.5\n");
        folder.Write("test.csv", "y\n1\n");
        var error = Assert.Throws<InputException>(() => (Options() with { TestPath = "test.csv" }).Load(folder.Context()));
        Assert.Equal($"{folder.File("test.csv")}: the columns differ from those of {folder.File("t.csv")}: 'x' is missing.", error.Message);
    }

    [Fact]
    public void A_class_that_only_the_test_file_has_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("t.csv", "x,y\n1,a\n2,b\n");
        folder.Write("test.csv", "x,y\n1,a\n2,c\n");
        var error = Assert.Throws<InputException>(() => (Options() with { TestPath = "test.csv" }).Load(folder.Context()));
        Assert.Equal($"{folder.File("test.csv")}, line 3, column 'y': 'c' is a class that the training file does not have.", error.Message);
    }

    [Fact]
    public void A_missing_file_says_where_it_was_looked_for()
    {
        using var folder = new TemporaryFolder();
        var message = Assert.Throws<MissingException>(() => Options("nowhere.csv").Load(folder.Context())).Message;
        Assert.Contains("'nowhere.csv'", message, StringComparison.Ordinal);
        Assert.Contains(folder.Path, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("fr-FR")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("")]
    public void Numbers_mean_the_same_under_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            using var splits = Load("x,y\n1.5,2.25\n-3.5e1,1e-2\n", options => options with { Standardize = false });
            Assert.Equal(["-35 0.01", "1.5 2.25"], Rows(splits.Train));
            Assert.Equal("t.csv, line 3: 1 cell, but there are 2 columns.", Refused("x,y\n1,2\n1\n"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Keys_that_contradict_one_another_are_mistakes()
    {
        Assert.Empty(Options().Mistakes());
        Assert.Equal(["log_target needs a regression, because classes have no logarithm; set task to regression, or log_target to false"],
            (Options() with { LogTarget = true, Task = "classification" }).Mistakes());
        Assert.Equal(["ignore names 'y', which is the target; remove 'y' from ignore"], (Options() with { Ignore = ["y"] }).Mistakes());
        Assert.Equal(["categorical names 'y', which is the target; set task to classification to predict classes"],
            (Options() with { Categorical = ["y"] }).Mistakes());
    }
}
