using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>x where it is positive, else α(exp(x/α) − 1).</summary>
        public sealed class CELU : ParameterLessModule<Tensor, Tensor>
        {
            internal CELU(double alpha, bool inplace) : base(nameof(CELU))
            {
                this.alpha = alpha;
                this.inplace = inplace;
            }

            public double alpha { get; set; }

            public bool inplace { get; set; }

            public override Tensor forward(Tensor tensor) => nn.functional.celu(tensor, alpha, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static CELU CELU(double alpha = 1.0, bool inplace = false) => new(alpha, inplace);

            public static partial class functional
            {
                public static Tensor celu(Tensor x, double alpha, bool inplace = false) =>
                    inplace ? Op.InPlace("celu_", x, alpha).alias() : Op.T("celu", x, alpha);
            }
        }
    }
}
