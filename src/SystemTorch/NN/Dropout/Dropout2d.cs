using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Zeroes whole channels of (N, C, H, W) or (C, H, W) with probability p while training.</summary>
        public sealed class Dropout2d : ParameterLessModule<Tensor, Tensor>
        {
            internal Dropout2d(double p, bool inplace) : base(nameof(Dropout2d))
            {
                this.p = p;
                this.inplace = inplace;
            }

            public double p { get; set; }

            public bool inplace { get; set; }

            public override Tensor forward(Tensor input) => nn.functional.dropout2d(input, p, training, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Dropout2d Dropout2d(double p = 0.5, bool inplace = false) => new(p, inplace);

            public static partial class functional
            {
                public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
                {
                    RequireProbability(p);
                    if (input.dim() == 4)
                        return inplace ? Op.InPlace("feature_dropout_", input, p, training).alias() : Op.T("feature_dropout", input, p, training);
                    if (inplace)
                    {
                        Op.InPlace("unsqueeze_", input, 0);
                        Op.InPlace("feature_dropout_", input, p, training);
                        return Op.InPlace("squeeze_.dim", input, 0).alias();
                    }
                    using var batch = Op.T("unsqueeze", input, 0);
                    using var dropped = Op.T("feature_dropout", batch, p, training);
                    return Op.T("squeeze.dim", dropped, 0);
                }
            }
        }
    }
}
