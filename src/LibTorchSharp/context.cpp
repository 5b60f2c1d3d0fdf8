// The state of the process: threads, devices, precision switches, type promotion.
#include "bridge.h"
#include "profile.h"

#include <cmath>

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <ATen/ops/can_cast.h>
#include <ATen/ops/promote_types.h>

int32_t THSTorch_get_num_threads() { return guard([] { return static_cast<int32_t>(at::get_num_threads()); }); }
void THSTorch_set_num_threads(int32_t threads) { guard([&] { at::set_num_threads(threads); }); }
int32_t THSTorch_get_num_interop_threads() { return guard([] { return static_cast<int32_t>(at::get_num_interop_threads()); }); }
void THSTorch_set_num_interop_threads(int32_t threads) { guard([&] { at::set_num_interop_threads(threads); }); }

// In a ROCm build, the name "CUDA" means ROCm.
static int32_t cuda_devices() { return at::hasCUDA() ? static_cast<int32_t>(at::getNumGPUs()) : 0; }
int32_t THSTorchCuda_device_count() { return guard(cuda_devices); }
bool THSTorchCuda_is_available() { return guard([] { return cuda_devices() > 0; }); }
bool THSTorchCuda_cudnn_is_available() { return guard([] { return cuda_devices() > 0 && at::detail::getCUDAHooks().hasCuDNN(); }); }
void THSTorchCuda_synchronize(int64_t index) {
    guard([&] {
        TORCH_CHECK(cuda_devices() > 0, "there is no CUDA device to wait for");
        TORCH_CHECK(index < cuda_devices(), "there is no CUDA device ", index, ": the devices are 0 to ", cuda_devices() - 1);
        note_wait("synchronize");
        at::detail::getCUDAHooks().deviceSynchronize(static_cast<c10::DeviceIndex>(index));
    });
}

#define GET(name, read) \
    bool THSBackend_##name() { return guard([] { return at::globalContext().read(); }); }
#define SET(name, write) \
    void THSBackend_##name(bool on) { guard([&] { at::globalContext().write(on); }); }
GET(cublas_get_allow_tf32, allowTF32CuBLAS)
SET(cublas_set_allow_tf32, setAllowTF32CuBLAS)
GET(cudnn_get_allow_tf32, allowTF32CuDNN)
SET(cudnn_set_allow_tf32, setAllowTF32CuDNN)
GET(cuda_get_enable_flash_sdp, userEnabledFlashSDP)
SET(cuda_set_enable_flash_sdp, setSDPUseFlash)
GET(cuda_get_enable_math_sdp, userEnabledMathSDP)
SET(cuda_set_enable_math_sdp, setSDPUseMath)

// The option is a bool in early versions and an enumeration in later versions.
template <class Option>
static bool is_allowed(Option option) {
    if constexpr (std::is_same<Option, bool>::value) return option;
    else return option == Option::AllowReducedPrecisionWithSplitK;
}
bool THSBackend_cuda_get_allow_fp16_reduced_precision_reduction() {
    return guard([] { return is_allowed(at::globalContext().allowFP16ReductionCuBLAS()); });
}
template <class Context>
static void allow_reduced(Context& context, bool on) {
    using Setter = decltype(&Context::setAllowFP16ReductionCuBLAS);
    if constexpr (std::is_invocable<Setter, Context&, bool>::value) context.setAllowFP16ReductionCuBLAS(on);
    else context.setAllowFP16ReductionCuBLAS(on, true);
}
void THSBackend_cuda_set_allow_fp16_reduced_precision_reduction(bool on) {
    guard([&] { allow_reduced(at::globalContext(), on); });
}

int32_t THSTorch_can_cast(int32_t from, int32_t to) {
    return guard([&] { return static_cast<int32_t>(at::can_cast(static_cast<at::ScalarType>(from), static_cast<at::ScalarType>(to))); });
}
int32_t THSTorch_promote_types(int32_t left, int32_t right) {
    return guard([&] { return static_cast<int32_t>(at::promote_types(static_cast<at::ScalarType>(left), static_cast<at::ScalarType>(right))); });
}

double THSSpecial_erf_scalar(double x) { return std::erf(x); }
double THSSpecial_erfc_scalar(double x) { return std::erfc(x); }
