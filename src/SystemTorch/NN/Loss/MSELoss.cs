using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>(input − target)².</summary>
        public sealed class MSELoss : Loss<Tensor, Tensor, Tensor>
        {
            public MSELoss(Reduction reduction = Reduction.Mean) : base(reduction) { }

            public override Tensor forward(Tensor input, Tensor target) => functional.mse_loss(input, target, reduction);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static MSELoss MSELoss(Reduction reduction = Reduction.Mean) => new(reduction);

            public static partial class functional
            {
                public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
                {
                    var same = Op.List("broadcast_tensors", new Tensor?[] { input, target });
                    using var left = same[0];
                    using var right = same[1];
                    return Op.T("mse_loss", left, right, (long)reduction);
                }
            }
        }
    }
}
