using System.Collections.Concurrent;

namespace Experiments.Training;

/// <summary>
/// Checks whether an update rule gives the same bits for all cells together as for each cell separately. The bits may differ, because
/// libtorch uses other instructions for the last elements of a tensor if these elements do not fill a vector register. On the CPU, the
/// process checks each rule and size once.
/// </summary>
internal static class StepProof
{
    // The first update starts from an empty state; RAdam's adaptive branch begins with the sixth update.
    private const int Updates = 8;

    private static readonly ConcurrentDictionary<(OptimizerOptions Rule, long Cells, long Length, ScalarType Precision, double Decay, int
        Threads), bool> Known = new();

    /// <param name="values">Parameters of all cells, [cells, length].</param>
    /// <param name="weightDecay">Weight decay of these parameters.</param>
    public static bool Allows(OptimizerOptions rule, Tensor values, double weightDecay) =>
        values.device_type != DeviceType.CPU
        || Known.GetOrAdd((rule, values.size(0), values.size(1), values.dtype, weightDecay, get_num_threads()),
            _ => IsEqual(rule, values, weightDecay));

    private static bool IsEqual(OptimizerOptions rule, Tensor values, double weightDecay)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        using var scalars = new KeptScalars();
        using var together = new ParameterState(
            ProofNumbers.Like(empty_like(values), 1), ProofNumbers.Like(empty_like(values), 2), weightDecay, scalars);
        var apart = Enumerable.Range(0, (int)values.size(0))
            .Select(cell => new ParameterState(together.Values[cell].clone(), together.Gradients[cell].clone(), weightDecay, scalars))
            .ToList();
        for (var update = 0; update < Updates; update++)
        {
            together.Update(rule, rule.Lr);
            apart.ForEach(cell => cell.Update(rule, rule.Lr));
        }

        var isEqual = apart.Index().All(cell => Bits.AreEqual(cell.Item.Values, together.Values[cell.Index])
            && cell.Item.Tensors.All(own => Bits.AreEqual(own.Value, together.Tensors[own.Key][cell.Index])));
        apart.ForEach(cell => cell.Dispose());
        return isEqual;
    }
}
