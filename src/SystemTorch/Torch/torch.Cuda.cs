using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>CUDA devices; with a ROCm build of libtorch, AMD's.</summary>
    public static partial class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static bool is_cudnn_available()
        {
            Failure.Check(Native.st_cudnn_is_available(out var available));
            return available != 0;
        }

        public static int device_count()
        {
            Failure.Check(Native.st_cuda_device_count(out var count));
            return count;
        }

        /// <summary>Seeds the current device's generator; without effect where there is none.</summary>
        public static void manual_seed(long seed) => Failure.Check(Native.st_cuda_seed((ulong)seed, -1));

        /// <summary>Seeds every device's generator.</summary>
        public static void manual_seed_all(long seed) => Failure.Check(Native.st_cuda_seed((ulong)seed, -2));

        /// <summary>Waits for everything queued on the device.</summary>
        public static void synchronize(Device? device = null) => Failure.Check(Native.st_cuda_synchronize(device?.index ?? -1));
    }

    public static partial class backends
    {
        public static partial class cuda
        {
            public static partial class matmul
            {
                /// <summary>Whether float32 matrix products may round their factors to TensorFloat-32.</summary>
                public static bool allow_tf32
                {
                    get => Native.st_allow_tf32_cublas() != 0;
                    set => Failure.Check(Native.st_set_allow_tf32_cublas(value ? 1 : 0));
                }
            }
        }

        public static partial class cudnn
        {
            /// <summary>Whether float32 convolutions may round to TensorFloat-32.</summary>
            public static bool allow_tf32
            {
                get => Native.st_allow_tf32_cudnn() != 0;
                set => Failure.Check(Native.st_set_allow_tf32_cudnn(value ? 1 : 0));
            }
        }
    }
}
