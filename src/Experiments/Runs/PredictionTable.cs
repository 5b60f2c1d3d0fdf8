using Experiments.Data;

namespace Experiments.Runs;

/// <summary>
/// A network's predictions as a CSV table. For regression, a row contains the predicted value in the units of the target's column
/// (standardisation and logarithm are reversed). For classification, a row contains the most probable class and then the probability of
/// every class.
/// </summary>
public static class PredictionTable
{
    /// <summary>Returns the rows of the table, the header first.</summary>
    /// <param name="model">The network, in evaluation mode.</param>
    /// <param name="target">Name of the predicted quantity.</param>
    /// <exception cref="InputException">A prediction is not finite.</exception>
    public static IEnumerable<IReadOnlyList<string>> Rows(Module<Tensor, Tensor> model, NewRows rows, string target, long batchSize)
    {
        var data = rows.Description;
        yield return data.Task == TaskKind.Regression
            ? [rows.IdName, target]
            : [rows.IdName, target, .. data.Classes.Select(name => $"probability_{name}")];
        for (var start = 0L; start < rows.Ids.Count; start += batchSize)
        {
            var length = Math.Min(batchSize, rows.Ids.Count - start);
            var values = Outputs(model, rows.Inputs, start, length, data.Task);
            for (var row = 0; row < length; row++)
            {
                var id = rows.Ids[(int)start + row];
                yield return [id, .. Cells(values.AsSpan(row * data.Outputs, data.Outputs), data, $"{rows.IdName} '{id}'")];
            }
        }
    }

    private static double[] Outputs(Module<Tensor, Tensor> model, Tensor inputs, long start, long length, TaskKind task)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var output = model.call(inputs.narrow(0, start, length)).to(ScalarType.Float64);
        if (task == TaskKind.Classification)
            output = output.softmax(1);
        return output.cpu().contiguous().data<double>().ToArray();
    }

    private static IReadOnlyList<string> Cells(ReadOnlySpan<double> values, DataDescription data, string row)
    {
        if (data.Task == TaskKind.Regression)
            return [Number(data.TargetOf(values[0]), row)];
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            best = values[i] > values[best] ? i : best;
        return [data.Classes[best], .. values.ToArray().Select(value => Number(value, row))];
    }

    private static string Number(double value, string row) => double.IsFinite(value)
        ? value.ToString("R", CultureInfo.InvariantCulture)
        : throw new InputException(FormattableString.Invariant($"The prediction for {row} is {value}, not a finite number."));
}
