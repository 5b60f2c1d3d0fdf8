using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>Ones on the diagonal of a matrix, zeros elsewhere.</summary>
            public static Tensor eye_(Tensor tensor)
            {
                Require(tensor.dim() == 2, "Only tensors with 2 dimensions are supported");
                using var _ = no_grad();
                var shape = tensor.shape;
                using var eye = Op.T("eye.m", shape[0], shape[1], tensor.dtype, Arg.None, tensor.device);
                return Op.InPlace("copy_", tensor, eye);
            }

            /// <summary>One at the centre of the kernel that joins channel i to channel i, zeros elsewhere: the identity of a convolution.</summary>
            public static Tensor dirac_(Tensor tensor)
            {
                var shape = tensor.shape;
                Require(shape.Length is 3 or 4 or 5, "Only tensors with 3, 4, or 5 dimensions are supported");
                using var _ = no_grad();
                Op.InPlace("zero_", tensor);
                for (long channel = 0; channel < Math.Min(shape[0], shape[1]); channel++)
                {
                    var view = tensor.alias();
                    for (var dimension = 0; dimension < shape.Length; dimension++)
                    {
                        using var outer = view;
                        view = Op.T("select.int", outer, 0, dimension < 2 ? channel : shape[dimension] / 2);
                    }
                    Op.InPlace("fill_.Scalar", view, 1);
                    view.Dispose();
                }
                return tensor;
            }

            /// <summary>
            /// gain · Q, where QR is the factorisation of a Gaussian matrix and the signs make R's diagonal positive, so that
            /// Q is uniform over the (semi-)orthogonal matrices (Saxe et al. 2014; Mezzadri 2007). Trailing dimensions are flattened.
            /// </summary>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1.0)
            {
                Require(tensor.dim() >= 2, "Only tensors with 2 or more dimensions are supported");
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                var rows = tensor.shape[0];
                var columns = tensor.numel() / rows;
                var gaussian = Op.T("randn", new[] { rows, columns });
                if (rows < columns) gaussian = Op.T("t", gaussian);

                var (q, r) = Op.T2("linalg_qr", gaussian);
                Op.InPlace("mul_.Tensor", q, Op.T("sign", Op.T("diag", r)));
                if (rows < columns) q = Op.T("t", q);

                Op.InPlace("copy_", Op.T("view_as", tensor, q), q);
                return Op.InPlace("mul_.Scalar", tensor, gain);
            }

            /// <summary>N(0, std²), with a share of each column, drawn without replacement, set to zero (Martens 2010).</summary>
            public static Tensor sparse_(Tensor tensor, double sparsity, double std = 0.01)
            {
                Require(tensor.dim() == 2, "Only tensors with 2 dimensions are supported");
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                var (rows, columns) = (tensor.shape[0], tensor.shape[1]);
                var zeros = (long)Math.Ceiling(sparsity * rows);
                Op.InPlace("normal_", tensor, 0.0, std);
                for (long column = 0; column < columns; column++)
                {
                    var chosen = Op.T("slice.Tensor", Op.T("randperm", rows), 0, 0, zeros);
                    Op.InPlace("index_fill_.int_Scalar", Op.T("select.int", tensor, 1, column), 0, chosen, 0);
                }
                return tensor;
            }

            private static void Require(bool condition, string message)
            {
                if (!condition) throw new System.Runtime.InteropServices.ExternalException(message);
            }
        }
    }
}
