// Convolutions and pooling.
#include "operators.h"

EACH(TENSOR10, conv1d, conv2d, conv3d)

// Padding 0 means "valid", and 1 means "same".
#define CONV_PADDING(n)                                                                                                                       \
    void* THSTensor_conv##n##d_padding(void* input, void* weight, void* bias, void* strides, int32_t stride_count, int32_t padding,             \
                                       void* dilation, int32_t dilation_count, int64_t groups) {                                               \
        return run<at::_ops::conv##n##d_padding>(input, weight, bias, strides, stride_count, padding == 0 ? "valid" : "same", dilation,         \
                                                 dilation_count, groups);                                                                      \
    }
EACH(CONV_PADDING, 1, 2, 3)

// libtorch takes the groups before the dilation.
#define CONV_TRANSPOSE(name, op)                                                                                                              \
    void* THSTensor_##name(void* input, void* weight, void* bias, void* strides, int32_t stride_count, void* padding, int32_t padding_count,    \
                           void* output_padding, int32_t output_padding_count, void* dilation, int32_t dilation_count, int64_t groups) {       \
        return run<at::_ops::op>(input, weight, bias, strides, stride_count, padding, padding_count, output_padding, output_padding_count,      \
                                 groups, dilation, dilation_count);                                                                            \
    }
CONV_TRANSPOSE(conv_transpose1d, conv_transpose1d)
CONV_TRANSPOSE(conv_transpose2d, conv_transpose2d_input)
CONV_TRANSPOSE(conv_transpose3d, conv_transpose3d_input)

EACH(TENSOR3, adaptive_avg_pool1d, adaptive_avg_pool2d, adaptive_avg_pool3d)
EACH(TENSOR4, adaptive_max_pool1d, adaptive_max_pool2d, adaptive_max_pool3d)
EACH(TENSOR10, max_pool1d, max_pool2d, max_pool3d)
EACH(TENSOR11, max_pool1d_with_indices, max_pool2d_with_indices, max_pool3d_with_indices)
OP9(THSTensor_avg_pool1d, avg_pool1d)

// Divisor 0 means the size of the window.
#define AVG_POOL(n)                                                                                                                           \
    void* THSTensor_avg_pool##n##d(void* input, void* kernel, int32_t kernel_count, void* strides, int32_t stride_count, void* padding,         \
                                   int32_t padding_count, bool ceil_mode, bool count_padding, int64_t divisor) {                               \
        return run<at::_ops::avg_pool##n##d>(input, kernel, kernel_count, strides, stride_count, padding, padding_count, ceil_mode,             \
                                             count_padding, divisor == 0 ? Optional<int64_t>() : Optional<int64_t>(divisor));         \
    }
#define AVG_POOL_BACKWARD(n)                                                                                                                  \
    void* THSTensor_avg_pool##n##d_backward(void* gradient, void* input, void* kernel, int32_t kernel_count, void* strides,                     \
                                            int32_t stride_count, void* padding, int32_t padding_count, bool ceil_mode, bool count_padding,    \
                                            int64_t divisor) {                                                                                 \
        return run<at::_ops::avg_pool##n##d_backward>(gradient, input, kernel, kernel_count, strides, stride_count, padding, padding_count,     \
                                                      ceil_mode, count_padding,                                                                \
                                                      divisor == 0 ? Optional<int64_t>() : Optional<int64_t>(divisor));               \
    }
AVG_POOL(2)
AVG_POOL(3)
AVG_POOL_BACKWARD(2)
AVG_POOL_BACKWARD(3)

EACH(NN2, pixel_shuffle, pixel_unshuffle)
OP5(THSTensor_upsample_nearest1d, upsample_nearest1d_vec)
OP5(THSTensor_upsample_nearest2d, upsample_nearest2d_vec)
OP5(THSTensor_upsample_nearest3d, upsample_nearest3d_vec)
