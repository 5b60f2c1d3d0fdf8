using Experiments.Models;

namespace Experiments.Training;

/// <summary>
/// An activation function with the same settings in all cells, applied to the whole stack. On the CPU, libtorch uses other instructions for
/// the last elements of a tensor if these elements do not fill a vector register. A function that rounds may then give other bits; in this
/// case the function is applied to each cell separately.
/// </summary>
internal sealed class StackedActivation : StackedModule
{
    // Largest number of float32 elements that one iteration of a loop in libtorch computes: two registers of 512 bits.
    private const long Chunk = 32;

    // libtorch divides larger tensors among its threads (at::internal::GRAIN_SIZE). The boundaries of these parts are not the boundaries of
    // the cells.
    private const long LargestOfOneThread = 32_768;

    private readonly Module<Tensor, Tensor> _function;
    private readonly SlicedModule _apart;
    private readonly bool _mayRoundOtherwise;

    private StackedActivation(Module<Tensor, Tensor> function, SlicedModule apart, bool mayRoundOtherwise, bool isRelu) =>
        (_function, _apart, _mayRoundOtherwise, IsRelu) = (function, apart, mayRoundOtherwise, isRelu);

    public bool IsRelu { get; }

    /// <summary>Returns the stack of the cells' modules. If the modules have different settings, returns <paramref name="apart"/>. If the
    /// modules are not activation functions, or have parameters, returns null.</summary>
    public static StackedModule? Of(IReadOnlyList<Module<Tensor, Tensor>> cells, StackContext context, SlicedModule apart)
    {
        var options = ActivationRegistry.Recognise(cells[0]);
        if (options is null or PReluActivation)
            return null;
        if (cells.Any(cell => !options.Equals(ActivationRegistry.Recognise(cell))))
            return apart;
        return new StackedActivation(cells[0], apart, context.IsExact
            && options is not (ReluActivation or LeakyReluActivation or Relu6Activation or HardtanhActivation or IdentityActivation),
            options is ReluActivation);
    }

    /// <inheritdoc/>
    public override string Form => $"{base.Form} {_function.GetType().Name}";

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
