using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp
{
    public enum PaddingModes
    {
        Zeros = 0,
        Reflect = 1,
        Replicate = 2,
        Circular = 3,
        Constant = 4,
    }

    public enum Padding
    {
        Valid = 0,
        Same = 1,
    }

    namespace Modules
    {
        /// <summary>What convolutions share: weight (out × in/groups × kernel), bias, PyTorch's default initialisation, padding.</summary>
        public abstract class Convolution : nn.Module<Tensor, Tensor>
        {
            [ComponentName(Name = nameof(bias))] protected Parameter? _bias;
            [ComponentName(Name = nameof(weight))] protected Parameter? _weight;
            protected long[] _reversed_padding_repeated_twice = [];

            protected Convolution(
                string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding,
                Padding? padding_type, long[] dilation, bool transposed, long[] output_padding, long groups, bool bias,
                PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null) : base(name)
            {
                if (transposed && padding_mode != PaddingModes.Zeros)
                    throw new ArgumentException("Only PaddingModes.Zeros is supported for ConvTransposeND", nameof(padding_mode));

                if (groups < 1)
                    throw new ArgumentException($"groups must be a positive integer, but {groups} was given.", nameof(groups));

                this.in_channels = in_channels;
                this.out_channels = out_channels;
                this.kernel_size = kernel_size;
                this.stride = stride;
                this.dilation = dilation;
                this.transposed = transposed;
                this.output_padding = output_padding;
                this.groups = groups;
                this.padding_mode = padding_mode;
                if (padding_type is { } type) SetPadding(type);
                else SetPadding(padding ?? new long[kernel_size.Length]);

                var (rows, columns) = transposed ? (in_channels, out_channels / groups) : (out_channels, in_channels / groups);
                weight = nn.Parameter(empty([rows, columns, .. kernel_size], dtype, device));
                if (bias) this.bias = nn.Parameter(empty([out_channels], dtype, device));
                reset_parameters();
            }

            public long in_channels { get; }

            public long out_channels { get; }

            public long[] kernel_size { get; set; }

            public long[] stride { get; set; }

            /// <summary>Zeros on either side, by dimension; null where <see cref="padding_type"/> says it in a word.</summary>
            public long[]? padding { get; private set; }

            public Padding? padding_type { get; private set; }

            public PaddingModes padding_mode { get; set; }

            public long[] dilation { get; set; }

            public long groups { get; set; }

            public bool transposed { get; }

            public long[] output_padding { get; set; }

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

            /// <summary>Weight and bias uniform in ±1/√fan_in.</summary>
            public void reset_parameters()
            {
                nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
                if (bias is null) return;
                var (fanIn, _) = nn.init.CalculateFanInAndFanOut(weight);
                if (fanIn == 0) return;
                var bound = 1 / Math.Sqrt(fanIn);
                nn.init.uniform_(bias, -bound, bound);
            }

            public void SetPadding(long[] padding)
            {
                padding_type = null;
                this.padding = padding;
                _reversed_padding_repeated_twice = padding.Reverse().SelectMany(width => new[] { width, width }).ToArray();
            }

            public void SetPadding(Padding padding)
            {
                if (transposed) throw new ArgumentException("Cannot set padding type on ConvTransposeND");
                this.padding = null;
                padding_type = padding;
                _reversed_padding_repeated_twice = new long[kernel_size.Length * 2];
                if (padding != Padding.Same) return;

                if (stride.Any(step => step != 1)) throw new ArgumentException("padding='same' is not supported for strided convolutions");
                // Not reversed, whatever the name says: TorchSharp's order, which matters for kernels that aren't square.
                for (var i = 0; i < kernel_size.Length; i++)
                {
                    var total = dilation[i] * (kernel_size[i] - 1);
                    _reversed_padding_repeated_twice[2 * i] = total / 2;
                    _reversed_padding_repeated_twice[2 * i + 1] = total - total / 2;
                }
            }

            /// <summary>True for (N, C, *spatial) and (C, *spatial) with this module's number of input channels.</summary>
            protected bool ValidateShape(Tensor input, long dimensions)
            {
                var shape = input.shape;
                return (shape.Length == dimensions + 2 && shape[1] == in_channels)
                    || (shape.Length == dimensions + 1 && shape[0] == in_channels);
            }

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
}
