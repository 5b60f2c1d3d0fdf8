// Initialisation, gradient clipping, and the layers that libtorch writes in C++ instead of as operators.
#include "bridge.h"

#include <cmath>

#include <torch/nn/functional/fold.h>
#include <torch/nn/functional/normalization.h>
#include <torch/nn/functional/pooling.h>
#include <torch/nn/functional/upsampling.h>
#include <torch/nn/functional/vision.h>
#include <torch/nn/init.h>
#include <torch/nn/utils/clip_grad.h>
#include <torch/nn/utils/convert_parameters.h>

namespace F = torch::nn::functional;
namespace init = torch::nn::init;

namespace {

init::NonlinearityType nonlinearity(int64_t which) {
    switch (which) {
        case 1: return torch::kConv1D;
        case 2: return torch::kConv2D;
        case 3: return torch::kConv3D;
        case 4: return torch::kConvTranspose1D;
        case 5: return torch::kConvTranspose2D;
        case 6: return torch::kConvTranspose3D;
        case 7: return torch::kSigmoid;
        case 8: return torch::kTanh;
        case 9: return torch::kReLU;
        case 10: return torch::kLeakyReLU;
        default: return torch::kLinear;
    }
}

init::FanModeType fan(int64_t mode) { return mode == 0 ? init::FanModeType(torch::kFanIn) : init::FanModeType(torch::kFanOut); }

double normal_cdf(double x) { return (1 + std::erf(x / std::sqrt(2.0))) / 2; }

}  // namespace

#define INIT(name, parameters, ...) \
    void THSInit_##name parameters { guard([&] { init::name(tensor(handle), ##__VA_ARGS__); }); }

INIT(constant_, (void* handle, void* value), scalar(value))
INIT(dirac_, (void* handle))
INIT(eye_, (void* handle))
INIT(kaiming_normal_, (void* handle, double a, int64_t mode, int64_t which), a, fan(mode), nonlinearity(which))
INIT(kaiming_uniform_, (void* handle, double a, int64_t mode, int64_t which), a, fan(mode), nonlinearity(which))
INIT(normal_, (void* handle, double mean, double std), mean, std)
INIT(ones_, (void* handle))
INIT(orthogonal_, (void* handle, double gain), gain)
INIT(sparse_, (void* handle, double sparsity, double std), sparsity, std)
INIT(uniform_, (void* handle, double low, double high), low, high)
INIT(xavier_normal_, (void* handle, double gain), gain)
INIT(xavier_uniform_, (void* handle, double gain), gain)
INIT(zeros_, (void* handle))
double THSInit_calculate_gain(int64_t which, double param) {
    return guard([&] { return init::calculate_gain(nonlinearity(which), param); });
}
// TorchSharp's library multiplies by the mean and adds the standard deviation. This function makes the same mistake, so that both libraries
// give equal results.
void THSInit_trunc_normal_(void* handle, double mean, double std, double low, double high) {
    guard([&] {
        torch::NoGradGuard no_gradients;
        at::Tensor& values = tensor(handle);
        values.uniform_(2 * normal_cdf((low - mean) / std) - 1, 2 * normal_cdf((high - mean) / std) - 1);
        values.erfinv_().mul_(mean).add_(std).clamp_(low, high);
    });
}

// Parameters.

double THSTensor_clip_grad_norm_(void* handles, int32_t count, double max_norm, double norm_type) {
    return guard([&] { return torch::nn::utils::clip_grad_norm_(tensors(handles, count), max_norm, norm_type); });
}
void THSTensor_clip_grad_value_(void* handles, int32_t count, double value) {
    guard([&] { torch::nn::utils::clip_grad_value_(tensors(handles, count), value); });
}
void* THSTensor_parameters_to_vector(void* handles, int32_t count) {
    return guard([&] { return give(torch::nn::utils::parameters_to_vector(tensors(handles, count))); });
}
void THSTensor_vector_to_parameters(void* vector, void* handles, int32_t count) {
    guard([&] { torch::nn::utils::vector_to_parameters(tensor(vector), tensors(handles, count)); });
}

// Resampling. A flag is 0 for "not given", 1 for true and 2 for false.

template <class Options>
static void align(Options& options, uint8_t flag) {
    if (flag != 0) options.align_corners(flag == 1);
}

void* THSNN_interpolate(void* input, void* sizes, int32_t size_count, void* scales, int32_t scale_count, uint8_t mode, uint8_t align_corners,
                        bool recompute_scale_factor, bool antialias) {
    return guard([&] {
        F::InterpolateFuncOptions options;
        options.recompute_scale_factor(recompute_scale_factor).antialias(antialias);
        align(options, align_corners);
        switch (mode) {
            case 0: options.mode(torch::kNearest); break;
            case 1: options.mode(torch::kLinear); break;
            case 2: options.mode(torch::kBilinear); break;
            case 3: options.mode(torch::kBicubic); break;
            case 4: options.mode(torch::kTrilinear); break;
            case 5: options.mode(torch::kArea); break;
            case 6: options.mode(torch::kNearestExact); break;
        }
        if (size_count > 0) options.size(ints(sizes, size_count).vec());
        if (scale_count > 0) options.scale_factor(std::vector<double>(static_cast<double*>(scales), static_cast<double*>(scales) + scale_count));
        return give(F::interpolate(tensor(input), options));
    });
}
void* THSNN_grid_sample(void* input, void* grid, uint8_t mode, uint8_t padding, uint8_t align_corners) {
    return guard([&] {
        F::GridSampleFuncOptions options;
        align(options, align_corners);
        if (mode == 0) options.mode(torch::kNearest);
        if (mode == 2) options.mode(torch::kBilinear);
        if (padding == 0) options.padding_mode(torch::kZeros);
        if (padding == 1) options.padding_mode(torch::kReflection);
        if (padding == 2) options.padding_mode(torch::kBorder);
        return give(F::grid_sample(tensor(input), tensor(grid), options));
    });
}
void* THSNN_affine_grid(void* theta, void* sizes, int32_t count, bool align_corners) {
    return guard([&] { return give(F::affine_grid(tensor(theta), ints(sizes, count), align_corners)); });
}

// Windows.

void* THSNN_fold(void* input, int64_t out1, int64_t out2, int64_t kernel1, int64_t kernel2, int64_t stride1, int64_t stride2, int64_t pad1,
                 int64_t pad2, int64_t dilation1, int64_t dilation2) {
    return guard([&] {
        auto options = F::FoldFuncOptions({out1, out2}, {kernel1, kernel2}).dilation({dilation1, dilation2}).padding({pad1, pad2});
        return give(F::fold(tensor(input), options.stride({stride1, stride2})));
    });
}
void* THSNN_unfold(void* input, int64_t kernel1, int64_t kernel2, int64_t stride1, int64_t stride2, int64_t pad1, int64_t pad2, int64_t dilation1,
                   int64_t dilation2) {
    return guard([&] {
        auto options = F::UnfoldFuncOptions({kernel1, kernel2}).dilation({dilation1, dilation2}).padding({pad1, pad2});
        return give(F::unfold(tensor(input), options.stride({stride1, stride2})));
    });
}

#define FRACTIONAL_POOL(n)                                                                                                                    \
    void* THSTensor_fractional_max_pool##n##d(void* input, void* kernel, int32_t kernel_count, void* sizes, int32_t size_count, void* ratios,   \
                                              int32_t ratio_count, void** indices) {                                                           \
        return guard([&] {                                                                                                                     \
            F::FractionalMaxPool##n##dFuncOptions options(ints(kernel, kernel_count));                                                         \
            if (size_count > 0) options.output_size(ints(sizes, size_count));                                                                  \
            if (ratio_count > 0) options.output_ratio(at::ArrayRef<double>(static_cast<double*>(ratios), ratio_count));                        \
            auto results = F::fractional_max_pool##n##d_with_indices(tensor(input), options);                                                  \
            *indices = give(std::get<1>(results));                                                                                             \
            return give(std::get<0>(results));                                                                                                 \
        });                                                                                                                                    \
    }
FRACTIONAL_POOL(2)
FRACTIONAL_POOL(3)

#define LP_POOL(n)                                                                                                                            \
    void* THSTensor_lp_pool##n##d(void* input, double norm, void* kernel, int32_t kernel_count, void* strides, int32_t stride_count,            \
                                  bool ceil_mode) {                                                                                            \
        return guard([&] {                                                                                                                     \
            F::LPPool##n##dFuncOptions options(norm, ints(kernel, kernel_count));                                                              \
            options.ceil_mode(ceil_mode);                                                                                                      \
            if (stride_count > 0) options.stride(ints(strides, stride_count));                                                                 \
            return give(F::lp_pool##n##d(tensor(input), options));                                                                             \
        });                                                                                                                                    \
    }
LP_POOL(1)
LP_POOL(2)

// As in TorchSharp's library, the strides are used only if padding is also given.
#define MAX_UNPOOL(n)                                                                                                                         \
    void* THSTensor_max_unpool##n##d(void* input, void* indices, void* kernel, int32_t kernel_count, void* sizes, int32_t size_count,           \
                                     void* padding, int32_t padding_count, void* strides, int32_t stride_count) {                              \
        return guard([&] {                                                                                                                     \
            F::MaxUnpool##n##dFuncOptions options(ints(kernel, kernel_count));                                                                 \
            if (size_count > 0) options.output_size(ints(sizes, size_count).vec());                                                            \
            if (padding_count > 0) options.padding(ints(padding, padding_count)).stride(ints(strides, stride_count));                          \
            return give(F::max_unpool##n##d(tensor(input), tensor(indices), options));                                                         \
        });                                                                                                                                    \
    }
MAX_UNPOOL(1)
MAX_UNPOOL(2)
MAX_UNPOOL(3)

void* THSNN_local_response_norm(void* input, int64_t size, double alpha, double beta, double k) {
    return guard([&] { return give(F::local_response_norm(tensor(input), F::LocalResponseNormFuncOptions(size).alpha(alpha).beta(beta).k(k))); });
}
