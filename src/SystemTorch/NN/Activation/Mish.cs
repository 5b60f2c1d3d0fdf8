using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>x · tanh(softplus(x)), by these three operators as in TorchSharp; PyTorch has one for it, whose last bits differ.</summary>
        public sealed class Mish : ParameterLessModule<Tensor, Tensor>
        {
            internal Mish(bool inplace) : base(nameof(Mish)) => this.inplace = inplace;

            public bool inplace { get; set; }

            public override Tensor forward(Tensor tensor) => nn.functional.mish(tensor, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Mish Mish() => new(false);

            public static Mish Mish(bool inplace) => new(inplace);

            public static partial class functional
            {
                public static Tensor mish(Tensor x, bool inplace = false)
                {
                    using var smooth = softplus(x);
                    using var gate = smooth.tanh();
                    return inplace ? x.mul_(gate).alias() : x.mul(gate);
                }

                [Obsolete("Not using the PyTorch naming convention.", false)]
                public static Tensor Mish(Tensor x) => mish(x, false);
            }
        }
    }
}
