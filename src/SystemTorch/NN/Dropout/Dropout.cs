using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Zeroes each value with probability p while training and scales the rest by 1/(1 − p).</summary>
        public sealed class Dropout : ParameterLessModule<Tensor, Tensor>
        {
            internal Dropout(double p, bool inplace) : base(nameof(Dropout))
            {
                this.p = p;
                this.inplace = inplace;
            }

            public double p { get; set; }

            public bool inplace { get; set; }

            public override Tensor forward(Tensor tensor) => nn.functional.dropout(tensor, p, training, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

            public static partial class functional
            {
                public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
                {
                    RequireProbability(p);
                    return inplace ? Op.InPlace("dropout_", input, p, training).alias() : Op.T("dropout", input, p, training);
                }

                private static void RequireProbability(double p)
                {
                    if (!(p is >= 0 and <= 1))
                        throw new System.Runtime.InteropServices.ExternalException($"dropout probability has to be between 0 and 1, but got {p}");
                }
            }
        }
    }
}
