using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The shim's entry points (native/shim.h). Those that answer with a pointer to a message go through <see cref="Failure.Check"/>.</summary>
internal static unsafe partial class Native
{
    private const string Library = "torch_shim";

    [LibraryImport(Library)] internal static partial void st_free_message(nint message);
    [LibraryImport(Library)] internal static partial void st_free(nint memory);

    [LibraryImport(Library)] internal static partial void st_tensor_dispose(nint handle);
    [LibraryImport(Library)] internal static partial nint st_tensor_alias(nint handle, out nint result);
    [LibraryImport(Library)] internal static partial nint st_tensor_info(nint handle, TensorInfo* info);
    [LibraryImport(Library)] internal static partial nint st_tensor_shape(nint handle, long* sizes, long* strides);
    [LibraryImport(Library)] internal static partial nint st_tensor_data(nint handle, out nint data);
    [LibraryImport(Library)]
    internal static partial nint st_tensor_from_memory(void* data, long* sizes, int dim, int sourceDtype, int dtype, int deviceType, int deviceIndex,
        int requiresGrad, out nint result);
    [LibraryImport(Library)]
    internal static partial nint st_tensor_over_memory(void* data, long* sizes, int dim, int dtype, delegate* unmanaged<nint, void> release, nint context,
        out nint result);

    [LibraryImport(Library)] internal static partial nint st_operator_find(byte* name, byte* overload, out nint result);
    [LibraryImport(Library)]
    internal static partial nint st_operator_call(nint op, Value* arguments, int count, Value* results, int capacity, int* resultCount);

    [LibraryImport(Library)] internal static partial int st_grad_mode();
    [LibraryImport(Library)] internal static partial void st_set_grad_mode(int enabled);
    [LibraryImport(Library)] internal static partial int st_inference_mode();
    [LibraryImport(Library)] internal static partial nint st_inference_mode_enter(int enabled);
    [LibraryImport(Library)] internal static partial void st_inference_mode_leave(nint mode);
    [LibraryImport(Library)] internal static partial int st_anomaly_mode();
    [LibraryImport(Library)] internal static partial int st_anomaly_checks_nan();
    [LibraryImport(Library)] internal static partial void st_set_anomaly_mode(int enabled, int checkNan);
    [LibraryImport(Library)] internal static partial nint st_set_requires_grad(nint handle, int requiresGrad);
    [LibraryImport(Library)] internal static partial nint st_retain_grad(nint handle);
    [LibraryImport(Library)] internal static partial nint st_grad(nint handle, out nint result);
    [LibraryImport(Library)] internal static partial nint st_set_grad(nint handle, nint grad);
    [LibraryImport(Library)]
    internal static partial nint st_backward(nint* tensors, int count, nint* grads, int gradCount, int retainGraph, int createGraph, nint* inputs,
        int inputCount);
    [LibraryImport(Library)]
    internal static partial nint st_autograd_grad(nint* outputs, int outputCount, nint* inputs, int inputCount, nint* grads, int gradCount,
        int retainGraph, int createGraph, int allowUnused, nint* results);

    [LibraryImport(Library)] internal static partial nint st_generator_default(out nint result);
    [LibraryImport(Library)] internal static partial nint st_generator_new(ulong seed, out nint result);
    [LibraryImport(Library)] internal static partial void st_generator_dispose(nint handle);
    [LibraryImport(Library)] internal static partial nint st_generator_seed(nint handle, ulong seed);
    [LibraryImport(Library)] internal static partial nint st_generator_initial_seed(nint handle, out ulong seed);
    [LibraryImport(Library)] internal static partial nint st_generator_state(nint handle, out nint result);
    [LibraryImport(Library)] internal static partial nint st_generator_set_state(nint handle, nint state);
    [LibraryImport(Library)] internal static partial nint st_cuda_seed(ulong seed, int index);

    [LibraryImport(Library)] internal static partial int st_num_threads();
    [LibraryImport(Library)] internal static partial nint st_set_num_threads(int threads);
    [LibraryImport(Library)] internal static partial int st_num_interop_threads();
    [LibraryImport(Library)] internal static partial nint st_set_num_interop_threads(int threads);
    [LibraryImport(Library)] internal static partial nint st_cuda_device_count(out int count);
    [LibraryImport(Library)] internal static partial nint st_cudnn_is_available(out int available);
    [LibraryImport(Library)] internal static partial nint st_cuda_synchronize(int index);
    [LibraryImport(Library)] internal static partial int st_allow_tf32_cublas();
    [LibraryImport(Library)] internal static partial nint st_set_allow_tf32_cublas(int allow);
    [LibraryImport(Library)] internal static partial int st_allow_tf32_cudnn();
    [LibraryImport(Library)] internal static partial nint st_set_allow_tf32_cudnn(int allow);
    [LibraryImport(Library)] internal static partial nint st_version();
}

/// <summary>What the shim says about a tensor in one call.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TensorInfo
{
    internal long Dim, NumElements, ElementSize, StorageOffset;
    internal int Dtype, DeviceType, DeviceIndex;
    internal int RequiresGrad, IsLeaf, IsContiguous, IsSparse, IsReadable;
}
