using TorchSharp.Interop;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>(x − mean)/√(variance + eps) · weight + bias over groups of channels of each example.</summary>
        /// <remarks>
        /// TorchSharp 0.107 leaves weight and bias uninitialised: whatever the memory held. So does this; set them
        /// (nn.init.ones_, nn.init.zeros_) before use.
        /// </remarks>
        public sealed class GroupNorm : nn.Module<Tensor, Tensor>
        {
            [ComponentName(Name = nameof(bias))] private Parameter? _bias;
            [ComponentName(Name = nameof(weight))] private Parameter? _weight;

            internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, Device? device, ScalarType? dtype)
                : base(nameof(GroupNorm))
            {
                this.num_groups = num_groups;
                this.eps = eps;
                this.affine = affine;
                if (!affine) return;
                weight = nn.Parameter(empty([num_channels], dtype, device));
                bias = nn.Parameter(empty([num_channels], dtype, device));
            }

            public long num_groups { get; set; }

            public double eps { get; set; }

            public bool affine { get; set; }

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

            public override Tensor forward(Tensor tensor)
            {
                if (tensor.Dimensions < 3) throw new ArgumentException($"Invalid number of dimensions for GroupNorm argument: {tensor.Dimensions}");
                return nn.functional.group_norm(tensor, num_groups, weight, bias, eps);
            }

            internal override nn.Module Convert(ScalarType? dtype, Device? device, bool non_blocking)
            {
                if (_weight is not null && ReplaceParameter(dtype, device, _weight, out var newWeight)) weight = newWeight!;
                if (_bias is not null && ReplaceParameter(dtype, device, _bias, out var newBias)) bias = newBias;
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
            public static GroupNorm GroupNorm(
                long num_groups, long num_channels, double eps = 1e-05, bool affine = true, Device? device = null, ScalarType? dtype = null) =>
                new(num_groups, num_channels, eps, affine, device, dtype);

            public static partial class functional
            {
                public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                    Op.T("group_norm", input, num_groups, weight, bias, eps);
            }
        }
    }
}
