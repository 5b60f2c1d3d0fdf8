using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Dropout that keeps the mean and variance of a SELU network: values fall to SELU's negative limit, not to zero.</summary>
        public sealed class AlphaDropout : ParameterLessModule<Tensor, Tensor>
        {
            // TorchSharp gives it this name.
            internal AlphaDropout(double p, bool inplace) : base("Dropout1d")
            {
                this.p = p;
                this.inplace = inplace;
            }

            public double p { get; set; }

            public bool inplace { get; set; }

            public override Tensor forward(Tensor tensor) => nn.functional.alpha_dropout(tensor, p, training, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static AlphaDropout AlphaDropout(double p = 0.5, bool inplace = false) => new(p, inplace);

            public static partial class functional
            {
                public static Tensor alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false)
                {
                    RequireProbability(p);
                    return inplace ? Op.InPlace("alpha_dropout_", input, p, training).alias() : Op.T("alpha_dropout", input, p, training);
                }
            }
        }
    }
}
