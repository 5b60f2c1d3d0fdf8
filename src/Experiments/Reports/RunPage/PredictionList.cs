namespace Experiments.Reports.RunPage;

/// <summary>Targets and predictions of a regression, from <c>predictions.csv</c>.</summary>
public sealed record PredictionList(string Split, IReadOnlyList<double> Targets, IReadOnlyList<double> Predictions)
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="FormatException">A line is not a split and two numbers.</exception>
    public static PredictionList Read(string path)
    {
        var rows = File.ReadLines(path).Skip(1).Select(line => line.Split(',')).ToList();
        if (rows.FirstOrDefault(row => row.Length != 3) is { } wrong)
            throw new FormatException($"the line '{string.Join(',', wrong)}' is not a split, a target and a prediction");
        return new PredictionList(rows.FirstOrDefault()?[0] ?? "", [.. rows.Select(row => Number(row[1]))],
            [.. rows.Select(row => Number(row[2]))]);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
