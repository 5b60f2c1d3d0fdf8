using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>The absolute difference of input and target.</summary>
        public sealed class L1Loss : Loss<Tensor, Tensor, Tensor>
        {
            public L1Loss(Reduction reduction = Reduction.Mean) : base(reduction) { }

            public override Tensor forward(Tensor input, Tensor target) => functional.l1_loss(input, target, reduction);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static L1Loss L1Loss(Reduction reduction = Reduction.Mean) => new(reduction);

            public static partial class functional
            {
                public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                    Op.T("l1_loss", input, target, (long)reduction);
            }
        }
    }
}
