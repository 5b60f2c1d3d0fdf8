namespace Experiments.Data.Tables;

/// <param name="Classes">Class names, in the order of their numbers; empty for regression.</param>
/// <param name="Log">Whether targets are the natural logarithm of the cells.</param>
internal sealed record TargetColumn(TaskKind Task, IReadOnlyList<string> Classes, bool Log)
{
    private const int MaximumClasses = 1_000;

    /// <summary>Whole numbers with more distinct values than this are amounts, not classes, unless data.task says otherwise.</summary>
    private const int MaximumAutomaticClasses = 20;

    /// <summary>How numbers are standardised, after the logarithm; null for not at all.</summary>
    public TargetScale? Scale { get; private init; }

    /// <summary>Describes the scale, to follow other words; empty without one.</summary>
    public string InWords => Scale is null ? "" : string.Create(CultureInfo.InvariantCulture,
        $"; the {(Log ? "target's logarithm" : "target")} is standardised (mean {Scale.Mean:G6}, std {Scale.Std:G6} of the training rows)");

    /// <summary>Decides the task if it is <c>auto</c>, and collects the classes of all rows.</summary>
    /// <exception cref="InputException">A cell has no value, or there are too few or too many classes.</exception>
    public static TargetColumn Of(CsvFile table, int column, string task, bool log, IReadOnlySet<string> missing)
    {
        var classes = new HashSet<string>(StringComparer.Ordinal);
        for (var row = 0; row < table.Rows.Count; row++)
            classes.Add(Present(table, row, column, missing));
        if (task == "auto")
            task = !log && AreClasses(classes) ? "classification" : "regression";
        if (task == "regression")
            return new TargetColumn(TaskKind.Regression, [], log);
        var name = $"{table.Path}: the target column '{table.Columns[column]}'";
        if (classes.Count < 2)
            throw new InputException($"{name} has one class only, '{classes.Single()}'; a classification needs two.");
        if (classes.Count > MaximumClasses)
            throw new InputException(
                $"{name} has {classes.Count} classes, and {MaximumClasses} is the most; if it is a number to predict, set data.task to "
                    + $"regression.");
        return new TargetColumn(TaskKind.Classification, Sorted(classes), Log: false);
    }

    /// <summary>Returns a copy that standardises with the mean and standard deviation of some rows.</summary>
    /// <exception cref="InputException">The target is classes, or a cell can't be measured.</exception>
    public TargetColumn Standardized(CsvFile table, int column, long[] rows, IReadOnlySet<string> missing)
    {
        var name = $"{table.Path}: the target column '{table.Columns[column]}'";
        if (Task == TaskKind.Classification)
            throw new InputException(
                $"{name} holds {Classes.Count} classes, which data.standardize_target can't standardise; set data.task to regression, or "
                    + $"standardize_target to false.");
        var scale = TargetScale.Of(Measure(table, column, rows, missing, double.MaxValue));
        return double.IsFinite(scale.Std)
            ? this with { Scale = scale }
            : throw new InputException($"{name} has numbers that are too large to take their mean and standard deviation.");
    }

    /// <exception cref="InputException">A class is not among those of the main file.</exception>
    public long[] Classify(CsvFile table, int column, long[] rows, IReadOnlySet<string> missing)
    {
        var numbers = Classes.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => (long)pair.i, StringComparer.Ordinal);
        return Array.ConvertAll(rows, row => numbers.TryGetValue(Present(table, (int)row, column, missing), out var number)
            ? number
            : throw table.Mistake((int)row, column, "is a class that the training file does not have"));
    }

    /// <summary>Returns the numbers of some rows, or their logarithms, standardised where there is a scale; none may
    /// exceed <paramref name="limit"/>, what the run's precision can hold.</summary>
    /// <exception cref="InputException">A cell is not a number, or not positive where the logarithm is asked for.</exception>
    public double[] Measure(CsvFile table, int column, long[] rows, IReadOnlySet<string> missing, double limit) =>
        Array.ConvertAll(rows, row =>
        {
            if (!Cells.TryNumber(Present(table, (int)row, column, missing), out var value) || !double.IsFinite(value))
                throw table.Mistake((int)row, column, "is not a finite number, as the target of a regression must be");
            if (Log && value <= 0)
                throw table.Mistake((int)row, column, "has no logarithm, and data.log_target asks for it");
            var target = Log ? Math.Log(value) : value;
            target = Scale?.Standardize(target) ?? target;
            return Math.Abs(target) <= limit ? target : throw table.Mistake((int)row, column, "is too large for the run's precision");
        });

    private static string Present(CsvFile table, int row, int column, IReadOnlySet<string> missing)
    {
        var cell = table.Rows[row][column];
        return missing.Contains(cell) ? throw table.Mistake(row, column, "is a missing value, and the target must have one") : cell;
    }

    private static bool AreClasses(HashSet<string> values) =>
        values.Any(value => !Cells.TryNumber(value, out _)) || (values.Count <= MaximumAutomaticClasses && values.All(IsWhole));

    private static bool IsWhole(string value) =>
        Cells.TryNumber(value, out var number) && double.IsFinite(number) && number == Math.Floor(number);

    private static List<string> Sorted(HashSet<string> classes) => classes.All(IsWhole)
        ? [.. classes.OrderBy(name => Cells.TryNumber(name, out var number) ? number : 0).ThenBy(name => name, StringComparer.Ordinal)]
        : [.. classes.Order(StringComparer.Ordinal)];
}
