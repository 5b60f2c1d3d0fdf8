using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>
            /// Scales all gradients by min(1, max_norm/(norm + 1e-6)), the norm taken over all of them as one vector.
            /// Parameters without a gradient don't count.
            /// </summary>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                var grads = Gradients(tensors);
                if (grads.Length == 0) return 0.0;

                var norm = TotalNorm(grads, norm_type);
                var coefficient = Op.T("clamp", Op.T("mul.Scalar", Op.T("reciprocal", Op.T("add.Scalar", norm, 1e-6)), max_norm), Arg.None, 1.0);
                foreach (var grad in grads) Op.InPlace("mul_.Tensor", grad, coefficient);
                return Op.T("to.dtype", norm, ScalarType.Float64).item<double>();
            }

            /// <summary>Limits each value of each gradient to ±clip_value.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                foreach (var grad in Gradients(tensors)) Op.InPlace("clamp_", grad, -clip_value, clip_value);
            }

            /// <summary>All values as one vector, in order; part of the graph.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                var flat = tensors.Select(parameter => Op.T("view", parameter, new[] { -1L })).ToArray();
                var vector = Op.T("cat", flat, 0);
                foreach (var part in flat) part.Dispose();
                return vector;
            }

            private static Tensor[] Gradients(IEnumerable<Parameter> tensors) =>
                tensors.Select(parameter => parameter.grad).Where(grad => grad is not null).ToArray()!;

            private static Tensor TotalNorm(Tensor[] grads, double norm_type)
            {
                if (norm_type == 0) return full([], (double)grads.Length);
                if (double.IsPositiveInfinity(norm_type))
                {
                    var largest = grads.Select(grad => Op.T("max", Op.T("abs", grad))).ToArray();
                    return largest.Length == 1 ? largest[0] : Op.T("max", Op.T("stack", largest));
                }
                var norms = grads.Select(grad => Op.T("norm.Scalar", grad, norm_type)).ToArray();
                return norms.Length == 1 ? norms[0] : Op.T("norm.Scalar", Op.T("stack", norms), norm_type);
            }
        }
    }
}
