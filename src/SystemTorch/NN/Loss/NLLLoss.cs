using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>−input at the target class: the input holds log-probabilities.</summary>
        public sealed class NLLLoss : WeightedLoss<Tensor, Tensor, Tensor>
        {
            public NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) : base(weight, reduction) { }

            public override Tensor forward(Tensor input, Tensor target) => functional.nll_loss(input, target, weight, reduction);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static NLLLoss NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => new(weight, reduction);

            public static partial class functional
            {
                public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
                {
                    var (given, wanted) = (input.shape, target.shape);
                    if (given.Length < 2)
                        throw new System.Runtime.InteropServices.ExternalException($"Expected 2 or more dimensions (got {given.Length})");
                    if (wanted.Length == 0 || given[0] != wanted[0])
                    {
                        throw new System.Runtime.InteropServices.ExternalException(
                            $"Expected input batch_size ({given[0]}) to match target batch_size ({(wanted.Length == 0 ? "none" : wanted[0])}).");
                    }
                    return Op.T("nll_loss_nd", input, target, weight, (long)reduction, -100);
                }
            }
        }
    }
}
