using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>x · hardsigmoid(x).</summary>
        public sealed class Hardswish : ParameterLessModule<Tensor, Tensor>
        {
            internal Hardswish(bool inplace) : base(nameof(Hardswish)) => this.inplace = inplace;

            public bool inplace { get; set; }

            public override Tensor forward(Tensor tensor) => nn.functional.hardswish(tensor, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Hardswish Hardswish(bool inplace = false) => new(inplace);

            public static partial class functional
            {
                public static Tensor hardswish(Tensor input, bool inplace = false) =>
                    inplace ? Op.InPlace("hardswish_", input).alias() : Op.T("hardswish", input);
            }
        }
    }
}
