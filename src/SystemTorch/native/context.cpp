// The process-wide state of libtorch: threads, devices, precision switches, version.
#include "shim.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <torch/version.h>

ST_API int32_t st_num_threads() { return at::get_num_threads(); }

ST_API Message st_set_num_threads(int32_t threads) {
    return guard([&] { at::set_num_threads(threads); });
}

ST_API int32_t st_num_interop_threads() { return static_cast<int32_t>(at::get_num_interop_threads()); }

ST_API Message st_set_num_interop_threads(int32_t threads) {
    return guard([&] { at::set_num_interop_threads(threads); });
}

ST_API Message st_cuda_device_count(int32_t* count) {
    return guard([&] { *count = at::hasCUDA() ? static_cast<int32_t>(at::getNumGPUs()) : 0; });
}

ST_API Message st_cudnn_is_available(int32_t* available) {
    return guard([&] { *available = at::hasCUDA() && at::detail::getCUDAHooks().compiledWithCuDNN(); });
}

// Waits for everything queued on the device (the current one for -1).
ST_API Message st_cuda_synchronize(int32_t index) {
    return guard([&] {
        TORCH_CHECK(at::hasCUDA(), "there is no CUDA device to wait for");
        at::detail::getCUDAHooks().deviceSynchronize(index);
    });
}

ST_API int32_t st_allow_tf32_cublas() { return at::globalContext().allowTF32CuBLAS(); }

ST_API Message st_set_allow_tf32_cublas(int32_t allow) {
    return guard([&] { at::globalContext().setAllowTF32CuBLAS(allow != 0); });
}

ST_API int32_t st_allow_tf32_cudnn() { return at::globalContext().allowTF32CuDNN(); }

ST_API Message st_set_allow_tf32_cudnn(int32_t allow) {
    return guard([&] { at::globalContext().setAllowTF32CuDNN(allow != 0); });
}

// The version that the shim was compiled against; c10 gives none at run time.
ST_API const char* st_version() { return TORCH_VERSION; }
