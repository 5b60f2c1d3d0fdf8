using TorchSharp.Interop;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>y = x Wᵀ + b, with W (out_features × in_features) and b uniform in ±1/√in_features at the start, as in PyTorch.</summary>
        public sealed class Linear : nn.Module<Tensor, Tensor>
        {
            [ComponentName(Name = nameof(bias))] private Parameter? _bias;
            [ComponentName(Name = nameof(weight))] private Parameter? _weight;

            internal Linear(Parameter weight, Parameter? bias = null) : base(nameof(Linear))
            {
                in_features = weight.shape[1];
                out_features = weight.shape[0];
                this.weight = weight;
                this.bias = bias;
            }

            internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Linear))
            {
                in_features = inputSize;
                out_features = outputSize;
                weight = nn.Parameter(empty([outputSize, inputSize], dtype, device));
                nn.init.kaiming_uniform_(weight, a: Math.Sqrt(5));
                if (!hasBias) return;

                bias = nn.Parameter(empty([outputSize], dtype, device));
                var (fanIn, _) = nn.init.CalculateFanInAndFanOut(weight);
                var bound = fanIn > 0 ? 1 / Math.Sqrt(fanIn) : 0;
                nn.init.uniform_(bias, -bound, bound);
            }

            public long in_features { get; set; }

            public long out_features { get; set; }

            public Parameter weight
            {
                get => _weight!;
                set => _weight = Adopt(nameof(weight), _weight, value);
            }

            public Parameter? bias
            {
                get => _bias;
                set => _bias = Adopt(nameof(bias), _bias, value);
            }

            public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, weight, bias);

            internal override nn.Module Convert(ScalarType? dtype, Device? device, bool non_blocking)
            {
                if (ReplaceParameter(dtype, device, weight, out var newWeight)) weight = newWeight!;
                if (bias is not null && ReplaceParameter(dtype, device, bias, out var newBias)) bias = newBias;
                return this;
            }

            protected override void Dispose(bool disposing)
            {
                if (disposing)
                {
                    _weight?.Dispose();
                    _bias?.Dispose();
                }
                base.Dispose(disposing);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, outputSize, hasBias, device, dtype);

            public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);

            public static partial class functional
            {
                public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Op.T("linear", input, weights, bias);
            }
        }
    }
}
