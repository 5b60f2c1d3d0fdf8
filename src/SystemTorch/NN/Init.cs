using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// TorchSharp's initialisers, its mistakes included: a program must behave the same on either engine. All draw from
        /// the default CPU generator, none records a gradient, each returns the tensor it was given.
        /// </summary>
        public static partial class init
        {
            public enum NonlinearityType
            {
                Linear = 0,
                Conv1D = 1,
                Conv2D = 2,
                Conv3D = 3,
                ConvTranspose1D = 4,
                ConvTranspose2D = 5,
                ConvTranspose3D = 6,
                Sigmoid = 7,
                Tanh = 8,
                ReLU = 9,
                LeakyReLU = 10,
            }

            public enum FanInOut
            {
                FanIn = 0,
                FanOut = 1,
            }

            /// <summary>√2 for ReLU, √(2/(1 + param²)) for leaky ReLU, 5/3 for tanh, 1 for all else. The leaky slope is 0 unless given.</summary>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0.0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3.0,
                NonlinearityType.ReLU => Math.Sqrt(2.0),
                NonlinearityType.LeakyReLU => Math.Sqrt(2.0 / (1 + param * param)),
                _ => 1.0,
            };

            /// <summary>Columns and rows, each times the area of the kernel where there is one.</summary>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions");
                var area = shape.Skip(2).Aggregate(1L, (product, size) => product * size);
                return (shape[1] * area, shape[0] * area);
            }

            public static Tensor ones_(Tensor tensor) => Silently("fill_.Scalar", tensor, 1);

            public static Tensor zeros_(Tensor tensor) => Silently("zero_", tensor);

            public static Tensor constant_(Tensor tensor, Scalar val) => Silently("fill_.Scalar", tensor, val);

            /// <param name="generator">Ignored, as TorchSharp ignores it: the default generator is drawn from.</param>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null) =>
                Silently("uniform_", tensor, low, high);

            /// <inheritdoc cref="uniform_"/>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null) =>
                Silently("normal_", tensor, mean, std);

            /// <summary>
            /// Meant for a normal distribution cut at a and b; TorchSharp's scales the truncated draws by the mean and
            /// shifts them by the standard deviation, so with the default mean of 0 every value is std.
            /// </summary>
            /// <inheritdoc cref="uniform_"/>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0.0, double std = 1.0, double a = -2.0, double b = 2.0,
                Generator? generator = null)
            {
                var low = NormalCdf((a - mean) / std);
                var high = NormalCdf((b - mean) / std);
                Silently("uniform_", tensor, 2 * low - 1, 2 * high - 1);
                Silently("erfinv_", tensor);
                Silently("mul_.Scalar", tensor, mean);
                Silently("add_.Scalar", tensor, std);
                return Silently("clamp_", tensor, a, b);
            }

            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                var bound = Math.Sqrt(3.0) * (gain * Math.Sqrt(2.0 / (fanIn + fanOut)));
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>The UNIFORM distribution: TorchSharp calls the uniform initialiser here.</summary>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1.0) => xavier_uniform_(tensor, gain);

            public static Tensor glorot_uniform_(Tensor tensor, double gain = 1.0) => xavier_uniform_(tensor, gain);

            /// <inheritdoc cref="xavier_normal_"/>
            public static Tensor glorot_normal_(Tensor tensor, double gain = 1.0) => xavier_normal_(tensor, gain);

            public static Tensor kaiming_uniform_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                var bound = Math.Sqrt(3.0) * KaimingStd(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            public static Tensor kaiming_normal_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, KaimingStd(tensor, a, mode, nonlinearity));

            private static double KaimingStd(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }

            private static double NormalCdf(double x)
            {
                using var at = Op.T("scalar_tensor", x / Math.Sqrt(2.0), ScalarType.Float64);
                using var erf = Op.T("erf", at);
                return (1.0 + erf.item<double>()) / 2.0;
            }

            private static Tensor Silently(string op, Tensor tensor, params Arg[] args)
            {
                using var _ = no_grad();
                return Op.InPlace(op, [tensor, .. args]);
            }
        }
    }
}
