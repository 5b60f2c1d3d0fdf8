using System.Collections.Concurrent;

namespace Experiments.Training;

/// <summary>
/// Checks whether one batch normalisation of all cells' channels gives the same bits as a separate normalisation for each cell. The answer
/// depends on the shapes: libtorch uses other instructions for channels that do not fill a vector register. The process checks each shape
/// once.
/// </summary>
internal static class BatchNormProof
{
    private static readonly ConcurrentDictionary<(long Cells, long Batch, long Features, ScalarType Precision, int Threads), bool> Known =
        new();

    /// <param name="input">[cells, batch, features].</param>
    public static bool Allows(Tensor input, double momentum, double epsilon) =>
        Known.GetOrAdd((input.size(0), input.size(1), input.size(2), input.dtype, get_num_threads()),
            _ => IsEqual(input, momentum, epsilon));

    private static bool IsEqual(Tensor input, double momentum, double epsilon)
    {
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        var (cells, batch, features) = (input.size(0), input.size(1), input.size(2));
        Tensor Filled(double phase, params long[] shape) => ProofNumbers.Like(input.new_empty(shape), phase);
        var (x, g) = (Filled(1, cells, batch, features).requires_grad_(), Filled(2, cells, batch, features));
        var (weight, bias) = (Filled(3, cells, features).requires_grad_(), Filled(4, cells, features).requires_grad_());
        var statistics = new BatchNormStatistics(Filled(5, cells, features), Filled(6, cells, features).abs(),
            zeros(cells, ScalarType.Int64));
        var (mean, variance) = (statistics.Mean.clone(), statistics.Variance.clone());
        var output = statistics.Normalise(new StackedSignal(x).Channels, weight, bias, momentum, epsilon);
        var together = StackedSignal.OfChannels(output, cells).Together.contiguous();
        together.backward([g]);
        Tensor[] ofAll = [together, statistics.Mean, statistics.Variance, x.grad!, weight.grad!, bias.grad!];
        return Enumerable.Range(0, (int)cells).All(cell =>
        {
            using var own = NewDisposeScope();
            var (input, scale, shift) = (Own(x, cell), Own(weight, cell), Own(bias, cell));
            var alone = functional.batch_norm(input, mean[cell], variance[cell], scale, shift, training: true, momentum, epsilon);
            alone.backward([g[cell].clone()]);
            Tensor[] ofCell = [alone, mean[cell], variance[cell], input.grad!, scale.grad!, shift.grad!];
            return ofCell.Zip(ofAll).All(pair => Bits.AreEqual(pair.First, pair.Second[cell]));
        });
    }

    private static Tensor Own(Tensor together, int cell) => together[cell].detach().clone().requires_grad_();
}
