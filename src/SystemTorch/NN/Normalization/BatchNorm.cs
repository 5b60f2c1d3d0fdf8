using TorchSharp.Interop;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>(x − mean)/√(variance + eps) · weight + bias by channel: over the batch while training, by the running statistics after.</summary>
        public abstract class BatchNorm : NormBase
        {
            public BatchNorm(
                long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
                : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
            {
            }

            public override Tensor forward(Tensor input)
            {
                ValidateInputDimensions(input);
                var factor = momentum ?? 0.0;
                if (training && track_running_stats && num_batches_tracked is not null)
                {
                    Op.InPlace("add_.Scalar", num_batches_tracked, 1);
                    factor = momentum ?? 1.0 / num_batches_tracked.ToDouble();
                }
                var byBatch = training || (running_mean is null && running_var is null);
                var useRunning = !training || track_running_stats;
                return nn.functional.batch_norm(
                    input, useRunning ? running_mean : null, useRunning ? running_var : null, weight, bias, byBatch, factor, eps);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static partial class functional
            {
                public static Tensor batch_norm(
                    Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false,
                    double momentum = 0.1, double eps = 1e-5) =>
                    Op.T("batch_norm", input, weight, bias, running_mean, running_var, training, momentum, eps, false);
            }
        }
    }
}
