using Experiments.Models;

namespace Experiments.Training;

/// <summary>
/// An activation function with the same settings in all cells, applied to the whole stack. On the CPU, libtorch computes the last elements
/// of a tensor, which fill no vector register, by other instructions. A function that rounds then gives other bits, so such a tensor is
/// taken apart.
/// </summary>
internal sealed class StackedActivation : StackedModule
{
    // Elements of the two registers that a loop of libtorch fills at once, at the widest: 2 × 512 bits of float32.
    private const long Chunk = 32;

    // libtorch shares larger tensors between its threads, at places that no cell knows (at::internal::GRAIN_SIZE).
    private const long LargestOfOneThread = 32_768;

    private readonly Module<Tensor, Tensor> _function;
    private readonly SlicedModule _apart;
    private readonly bool _mayRoundOtherwise;

    private StackedActivation(Module<Tensor, Tensor> function, SlicedModule apart, bool mayRoundOtherwise) =>
        (_function, _apart, _mayRoundOtherwise) = (function, apart, mayRoundOtherwise);

    /// <summary>The stack of such modules.</summary>
    /// <returns><paramref name="apart"/> if they have different settings; null if they are no activations, or learn.</returns>
    public static StackedModule? Of(IReadOnlyList<Module<Tensor, Tensor>> cells, StackContext context, SlicedModule apart)
    {
        var options = ActivationRegistry.Recognise(cells[0]);
        if (options is null or PReluActivation)
            return null;
        if (cells.Any(cell => !options.Equals(ActivationRegistry.Recognise(cell))))
            return apart;
        return new StackedActivation(cells[0], apart, context.IsExact
            && options is not (ReluActivation or LeakyReluActivation or Relu6Activation or HardtanhActivation or IdentityActivation));
    }

    /// <inheritdoc/>
    public override StackedSignal Forward(StackedSignal signal)
        => !_mayRoundOtherwise || HasNoRemainder(signal.Together) ? signal.Map(_function.call) : _apart.Forward(signal);

    private static bool HasNoRemainder(Tensor input)
    {
        if (input.device_type != DeviceType.CPU)
            return true;
        var count = input.numel();
        return count / input.size(0) % Chunk == 0 && (count < LargestOfOneThread || get_num_threads() == 1);
    }
}
