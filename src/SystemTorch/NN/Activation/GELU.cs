using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>x · Φ(x), or its approximation by a tanh.</summary>
        public sealed class GELU : ParameterLessModule<Tensor, Tensor>
        {
            public enum Approximate
            {
                none,
                tanh,
            }

            internal GELU(bool inplace, Approximate approximate = Approximate.none) : base(nameof(GELU))
            {
                this.inplace = inplace;
                this.approximate = approximate;
            }

            public bool inplace { get; set; }

            public Approximate approximate { get; set; }

            public override Tensor forward(Tensor tensor) => nn.functional.gelu(tensor, approximate, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static GELU GELU() => new(false);

            public static GELU GELU(bool inplace) => new(inplace);

            public static GELU GELU(GELU.Approximate approximate, bool inplace = false) => new(inplace, approximate);

            public static partial class functional
            {
                public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false) =>
                    inplace ? Op.InPlace("gelu_", x, approximate.ToString()).alias() : Op.T("gelu", x, approximate.ToString());

                public static Tensor gelu(Tensor x, bool inplace) => gelu(x, Modules.GELU.Approximate.none, inplace);

                public static Tensor gelu(Tensor x) => gelu(x, false);
            }
        }
    }
}
