using Experiments.Signal.Predict;

namespace Experiments.Signal.Measure;

/// <summary>Measures how similar a layer's responses to different inputs are.</summary>
public static class InputCorrelation
{
    /// <summary>
    /// Computes the mean over pairs of examples of z_a · z_b / (|z_a| |z_b|), where z_a is the response of all units to example a. The
    /// mean is not subtracted, as in mean-field theory (Poole et al. 2016). The pairs are those of up to 24 examples, evenly spread over
    /// the batch.
    /// </summary>
    /// <param name="responses">Responses, [examples, units, …positions].</param>
    /// <returns>The mean correlation, −1 to 1; null if fewer than two examples have a finite response other than 0.</returns>
    public static double? Of(Tensor responses)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var sample = Rows(responses.detach(), SignalStatistics.Spread((int)responses.shape[0], SignalStatistics.FewExamples))
            .to(ScalarType.Float64).flatten(1);
        // Divided by the largest entry first, so that no square overflows or underflows.
        var largest = sample.abs().amax([1L], keepdim: true);
        var usable = largest.cpu().data<double>().Select((size, row) => (Size: size, Row: row))
            .Where(one => double.IsFinite(one.Size) && one.Size > 0).Select(one => one.Row).ToArray();
        if (usable.Length < 2)
            return null;
        var units = Rows(sample.div(largest), usable);
        var count = usable.Length;
        units = units.div(units.square().sum(1, keepdim: true).sqrt());
        return (units.matmul(units.t()).sum().item<double>() - count) / (count * (count - 1.0));
    }

    private static Tensor Rows(Tensor matrix, int[] rows) =>
        matrix.index_select(0, tensor(rows.Select(row => (long)row).ToArray(), device: matrix.device));
}
