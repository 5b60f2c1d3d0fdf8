using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimiser remembers of one parameter.</summary>
public abstract class OptimizerState
{
    protected Parameter _parameter;

    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>The state before the first step.</summary>
    public abstract void Initialize(OptimizerOptions options);

    public abstract void SaveStateDict(BinaryWriter writer);

    public abstract void LoadStateDict(BinaryReader reader);

    public abstract void LoadStateDict(OptimizerState source);

    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    public virtual void to(Device device) { }

    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor? result, Device device)
    {
        if (reader.ReadBoolean())
        {
            TensorExtensionMethods.Load(ref result, reader);
            result = result!.to(device, disposeAfter: true);
            return;
        }
        result?.Dispose();
        result = null;
    }

    /// <summary>Zeros of the parameter's shape that no dispose scope holds.</summary>
    private protected void Reset([NotNull] ref Tensor? tensor)
    {
        tensor?.Dispose();
        tensor = _parameter.zeros_like().DetachFromDisposeScope();
    }

    /// <summary>Replaces a tensor by a copy of another, on the parameter's device.</summary>
    private protected void Copy([NotNull] ref Tensor? tensor, Tensor source)
    {
        tensor?.Dispose();
        tensor = source.to(_parameter.device, copy: true);
    }
}
