using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>λ(max(0, x) + min(0, α(eˣ − 1))), whose fixed point of mean and variance is (0, 1) (Klambauer et al. 2017).</summary>
        public sealed class SELU : ParameterLessModule<Tensor, Tensor>
        {
            internal SELU(bool inplace) : base(nameof(SELU)) => this.inplace = inplace;

            public bool inplace { get; set; }

            public override Tensor forward(Tensor tensor) => nn.functional.selu(tensor, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static SELU SELU(bool inplace = false) => new(inplace);

            public static partial class functional
            {
                public static Tensor selu(Tensor x, bool inplace = false) =>
                    inplace ? Op.InPlace("selu_", x).alias() : Op.T("selu", x);
            }
        }
    }
}
