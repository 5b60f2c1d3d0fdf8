namespace Experiments.Data.Tables;

/// <summary>The target that the network learns to predict: classes or numbers.</summary>
/// <param name="Labels">The classes; null for regression.</param>
/// <param name="Log">Whether targets are the natural logarithm of the cells.</param>
/// <param name="Sign">Percent or currency sign of the numbers; empty without a sign.</param>
/// <param name="Warnings">Warnings about how the column was read, one sentence each.</param>
internal sealed record TargetColumn(TaskKind Task, Labels? Labels, bool Log, string Sign, IReadOnlyList<string> Warnings)
{
    private const int MaximumClasses = 1_000;

    /// <summary>Largest number of distinct whole numbers that count as classes if data.task is auto. A column with more distinct numbers is
    /// a regression target.</summary>
    private const int MaximumAutomaticClasses = 20;

    /// <summary>Scale of the numbers, after the logarithm; null if they are not standardised.</summary>
    public TargetScale? Scale { get; private init; }

    /// <summary>Clause that describes <see cref="Scale"/>; empty without a scale.</summary>
    public string InWords => Scale is null ? "" : string.Create(CultureInfo.InvariantCulture,
        $"; the {(Log ? "target's logarithm" : "target")} is standardised (mean {Scale.Mean:G6}, std {Scale.Std:G6} of the training rows)");

    /// <summary>Number of classes above which a table must have at least two rows per class on average.</summary>
    private const int ClassesOfATinyTable = 10;

    private const string NoValue = " or delete the row (a target can't be missing; see data.missing_values)";

    /// <summary>Class names, in the order of their numbers; empty for regression.</summary>
    public IReadOnlyList<string> Classes => Labels?.Names ?? [];

    /// <summary>Decides the task if it is <c>auto</c>, and collects the classes of all rows.</summary>
    /// <exception cref="InputException">A cell has no value, a cell is not a number although the other cells are numbers, or the number of
    /// classes is wrong.</exception>
    public static TargetColumn Of(CsvFile table, int column, string task, bool log, CellReader reader)
    {
        if (task == "auto" && log)
            task = "regression";
        var cells = new HashSet<string>(StringComparer.Ordinal);
        for (var row = 0; row < table.Rows.Count; row++)
            cells.Add(Present(table, row, column, reader));
        var rows = Enumerable.Range(0, table.Rows.Count).Select(row => (long)row).ToArray();
        var content = ColumnContent.Of(table, column, rows, reader);
        if (!content.IsNumbers && task != "classification")
            RefuseNearlyNumbers(table, column, rows, task, reader, content);
        var labels = Labels.Create(cells, reader, content, Sorted);
        if (task == "auto")
            task = AreClasses(labels.Names, content, reader) ? "classification" : "regression";
        if (task == "regression")
            return new TargetColumn(TaskKind.Regression, null, log, content.Sign, [.. SignRead(table, column, content)]);
        CheckNumber(table, column, labels.Names, content);
        return new TargetColumn(TaskKind.Classification, labels, Log: false, "",
            [.. LabelRemarks(table, column, content, labels, cells, reader)]);
    }

    /// <summary>Returns a copy that standardises targets with the mean and standard deviation of the given rows.</summary>
    /// <exception cref="InputException">The target is a class, or a cell is not a valid number.</exception>
    public TargetColumn Standardized(CsvFile table, int column, long[] rows, CellReader reader)
    {
        var name = $"{table.Path}: the target column '{table.Columns[column]}'";
        if (Task == TaskKind.Classification)
            throw new InputException(
                $"{name} has {Classes.Count} classes, which can't be standardised; set data.task to regression or data."
                    + $"standardize_target to false.");
        var scale = TargetScale.Of(Measure(table, column, rows, reader, double.MaxValue));
        return double.IsFinite(scale.Std)
            ? this with { Scale = scale }
            : throw new InputException($"{name} has numbers that are too large to compute their mean and standard deviation.");
    }

    /// <exception cref="InputException">A class is not among the classes of the main file.</exception>
    public long[] Classify(CsvFile table, int column, long[] rows, CellReader reader) =>
        Array.ConvertAll(rows, row => Labels!.Find(Present(table, (int)row, column, reader)) is >= 0 and var number
            ? (long)number
            : throw table.Mistake((int)row, column, "is a class that the training file does not have"));

    /// <summary>Returns the numbers of some rows, or their logarithms, standardised if the column has a scale. No target may exceed
    /// <paramref name="limit"/>, the maximum of the run's precision.</summary>
    /// <exception cref="InputException">A cell is not a number, or its number has no logarithm although the logarithm is
    /// needed.</exception>
    public double[] Measure(CsvFile table, int column, long[] rows, CellReader reader, double limit) =>
        Array.ConvertAll(rows, row =>
        {
            if (!reader.TryAmount(Present(table, (int)row, column, reader), out var value, out var sign)
                || !ColumnContent.Belongs(sign, Sign) || !double.IsFinite(value))
                throw table.Mistake((int)row, column,
                    $"is not a finite number{(Sign.Length > 0 ? $" with '{Sign}'" : "")}, as the target of a regression must be");
            if (Log && value <= 0)
                throw table.Mistake((int)row, column, "has no logarithm, which data.log_target needs");
            var target = Log ? Math.Log(value) : value;
            target = Scale?.Standardize(target) ?? target;
            return Math.Abs(target) <= limit ? target : throw table.Mistake((int)row, column, "is too large for the run's precision");
        });

    private static string Present(CsvFile table, int row, int column, CellReader reader)
    {
        var cell = table.Rows[row][column];
        return reader.IsMissing(cell)
            ? throw table.Mistake(row, column,
                "is a missing value (data.missing_values), but every row needs a target; correct the cell or delete the row")
            : cell;
    }

    // Throws if almost all cells are numbers: a single typing mistake must not turn a regression into a classification with one class per
    // number.
    private static void RefuseNearlyNumbers(CsvFile table, int column, long[] rows, string task, CellReader reader, ColumnContent content)
    {
        var labels = task == "auto" ? ", or set data.task=classification if the target is labels" : "";
        if (Lookalike.Of(table, column, rows, reader, content) is { } look)
            throw new InputException($"{table.Said(look.Row, column, look.What)} {look.Remedy}{(look.IsOddCell ? NoValue : "")}{labels}.");
        if (task == "regression" || content.IsMostlyNumbers)
            throw new InputException($"{OddCell(table, column, content)}; correct the cell{NoValue}{labels}.");
    }

    private static string OddCell(CsvFile table, int column, ColumnContent content) => string.Create(CultureInfo.InvariantCulture,
        $"{table.Said(content.FirstOdd, column, "is not a number")} {content.Numbers} of the target's {content.Present} cells "
            + $"are numbers");

    private static void CheckNumber(CsvFile table, int column, IReadOnlyList<string> classes, ColumnContent content)
    {
        var remedy = content.Numbers > 0
            ? "to predict a number, set data.task=regression"
            : "to predict a number, write the cells as numbers (see data.decimal and data.thousands)";
        var name = $"{table.Path}: the target column '{table.Columns[column]}'";
        if (classes.Count < 2)
            throw new InputException($"{name} has only one class, '{classes.Single()}'; a classification needs at least two.");
        if (classes.Count > MaximumClasses)
            throw new InputException(
                $"{name} has {classes.Count} classes, more than the limit of {MaximumClasses}; {remedy}.");
        if (classes.Count > ClassesOfATinyTable && classes.Count > table.Rows.Count / 2)
            throw new InputException(string.Create(CultureInfo.InvariantCulture,
                $"{name} has {classes.Count} classes in {table.Rows.Count} rows, too few examples of each to learn; ")
                + $"{remedy}, otherwise name another column in data.target.");
    }

    private static IEnumerable<string> SignRead(CsvFile table, int column, ColumnContent content)
    {
        if (content.Sign.Length > 0)
            yield return table.Said(content.FirstSigned, column,
                $"is read as a number, and '{content.Sign}' is ignored in all cells of the target");
    }

    private static IEnumerable<string> LabelRemarks(CsvFile table, int column, ColumnContent content, Labels labels,
        HashSet<string> cells, CellReader reader)
    {
        if (!content.IsNumbers && content.IsMostlyNumbers)
            yield return $"{OddCell(table, column, content)}; data.task is classification, so each different text is a class.";
        else if (!content.IsNumbers
            && labels.Names.Count(name => reader.TryAmount(name, out _, out _)) is > ClassesOfATinyTable and var numbers)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{table.Path}: {numbers} of the {labels.Names.Count} classes of the target column '{table.Columns[column]}' are numbers; ")
                + "to predict a number, correct or delete the rows of the other classes and set data.task=regression.";
        if (labels.Merged(cells) is var (first, second))
            yield return $"{table.Path}: in the target column '{table.Columns[column]}', labels that are equal as numbers, such as "
                + $"'{first}' and '{second}', count as one class.";
    }

    // Whether the labels are classes. Percentages and amounts of money are numbers, even if there are few distinct values.
    private static bool AreClasses(IReadOnlyList<string> labels, ColumnContent content, CellReader reader) =>
        !content.IsNumbers || (content.Sign.Length == 0 && labels.Count <= MaximumAutomaticClasses && labels.All(label =>
            reader.TryAmount(label, out var number, out _) && double.IsFinite(number) && number == Math.Floor(number)));

    private static bool IsWhole(string value) =>
        Cells.TryNumber(value, out var number) && double.IsFinite(number) && number == Math.Floor(number);

    private static IEnumerable<string> Sorted(IEnumerable<string> labels) => labels.All(IsWhole)
        ? labels.OrderBy(name => Cells.TryNumber(name, out var number) ? number : 0).ThenBy(name => name, StringComparer.Ordinal)
        : labels.Order(StringComparer.Ordinal);
}
