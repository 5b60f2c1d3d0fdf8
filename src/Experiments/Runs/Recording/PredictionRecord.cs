using Experiments.Experiment;

namespace Experiments.Runs;

/// <summary>
/// Writes <c>predictions.csv</c> of a regression: targets and predictions of the final network in the units of the target's column
/// (standardisation and logarithm are reversed), for the first examples of the test split. Without a test split, the examples are from the
/// validation or training split.
/// </summary>
internal static class PredictionRecord
{
    /// <summary>Largest number of recorded examples.</summary>
    public const int MostRows = 2000;

    /// <exception cref="IOException">The file can't be written.</exception>
    public static void Write(RunFolder folder, RunParts parts)
    {
        var split = parts.Data.Test ?? parts.Data.Validation ?? parts.Data.Train;
        var text = new StringBuilder("split,target,prediction\n");
        var (rows, data, size) = (Math.Min(MostRows, split.Count), parts.Plan.Data, parts.Plan.Config.Data.EvalBatchSize);
        parts.Model.eval();
        using var noGradients = no_grad();
        // The batches are those of an evaluation, so that the outputs have the same bits.
        for (long start = 0; start < rows; start += size)
        {
            using var scope = NewDisposeScope();
            var length = Math.Min(size, split.Count - start);
            var outputs = Numbers(parts.Model.call(split.Inputs.narrow(0, start, length)));
            var targets = Numbers(split.Targets.narrow(0, start, length));
            for (var row = 0; row < Math.Min(length, rows - start); row++)
                text.Append(CultureInfo.InvariantCulture,
                    $"{split.Name},{data.TargetOf(targets[row]):R},{data.TargetOf(outputs[row]):R}\n");
        }

        AtomicFile.Write(folder.Predictions, text.ToString(), isForced: false);
    }

    private static double[] Numbers(Tensor values) => values.to(ScalarType.Float64).cpu().reshape(-1).data<double>().ToArray();
}
