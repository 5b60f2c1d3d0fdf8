using TorchSharp.Interop;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>x where it is positive, else weight · x, with one learnt slope, or one a channel.</summary>
        public sealed class PReLU : nn.Module<Tensor, Tensor>
        {
            [ComponentName(Name = nameof(weight))] private Parameter? _weight;

            internal PReLU(long num_parameters, double init) : base(nameof(PReLU))
            {
                this.num_parameters = num_parameters;
                this.init = init;
                weight = nn.Parameter(full([num_parameters], init));
            }

            public long num_parameters { get; private set; }

            public double init { get; private set; }

            public Parameter weight
            {
                get => _weight!;
                set => _weight = Adopt(nameof(weight), _weight, value);
            }

            public override Tensor forward(Tensor tensor) => nn.functional.prelu(tensor, weight);

            public override string GetName() => nameof(PReLU);

            protected override void Dispose(bool disposing)
            {
                if (disposing) _weight?.Dispose();
                base.Dispose(disposing);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static PReLU PReLU(long num_parameters, double init = 0.25, Device? device = null, ScalarType? dtype = null) =>
                new PReLU(num_parameters, init).MoveModule<PReLU>(device, dtype);

            public static partial class functional
            {
                public static Tensor prelu(Tensor input, Tensor weight) => Op.T("prelu", input, weight);
            }
        }
    }
}
