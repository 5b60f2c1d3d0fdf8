// Fourier transforms.
#include "operators.h"

namespace {

const char* normalization(int8_t norm) { return norm == 0 ? "backward" : norm == 1 ? "forward" : "ortho"; }

// The value -1 means "not given".
Optional<int64_t> given(int64_t value) { return value == -1 ? Optional<int64_t>() : Optional<int64_t>(value); }
Optional<bool> given_flag(int64_t value) { return value == -1 ? Optional<bool>() : Optional<bool>(value != 0); }

const int64_t last_two[] = {-2, -1};
void* or_last_two(void* dims) { return dims == nullptr ? const_cast<int64_t*>(last_two) : dims; }

}  // namespace

#define TRANSFORM(name)                                                                                                        \
    void* THSTensor_##name(void* input, int64_t n, int64_t dim, int8_t norm) {                                                   \
        return run<at::_ops::fft_##name>(input, given(n), dim, normalization(norm));                                             \
    }                                                                                                                            \
    void* THSTensor_##name##2(void* input, void* sizes, void* dims, int8_t norm) {                                               \
        return run<at::_ops::fft_##name##2>(input, sizes, sizes == nullptr ? 0 : 2, or_last_two(dims), 2, normalization(norm)); \
    }                                                                                                                            \
    void* THSTensor_##name##n(void* input, void* sizes, int32_t size_count, void* dims, int32_t dim_count, int8_t norm) {         \
        return run<at::_ops::fft_##name##n>(input, sizes, size_count, dims, dim_count, normalization(norm));                      \
    }
EACH(TRANSFORM, fft, ifft, rfft, irfft, hfft, ihfft)

OP3(THSTensor_fftshift, fft_fftshift)
OP3(THSTensor_ifftshift, fft_ifftshift)

// Spacing 0 means 1.
void* THSTensor_fftfreq(int64_t n, double spacing, int8_t dtype, int32_t device_type, int32_t device_index, bool requires_grad) {
    return run<at::_ops::fft_fftfreq>(n, spacing == 0 ? 1.0 : spacing, dtype, device_type, device_index, requires_grad);
}
void* THSTensor_rfftfreq(int64_t n, double spacing, int8_t dtype, int32_t device_type, int32_t device_index, bool requires_grad) {
    return run<at::_ops::fft_rfftfreq>(n, spacing == 0 ? 1.0 : spacing, dtype, device_type, device_index, requires_grad);
}

void* THSTensor_stft(void* input, int64_t n_fft, int64_t hop, int64_t window_length, void* window, bool normalized, int64_t onesided,
                     bool return_complex) {
    return guard([&] {
        return give(tensor(input).stft(n_fft, given(hop), given(window_length), maybe<at::Tensor>(window), normalized, given_flag(onesided),
                                       return_complex));
    });
}
void* THSTensor_istft(void* input, int64_t n_fft, int64_t hop, int64_t window_length, void* window, bool center, bool normalized,
                      int64_t onesided, int64_t length, bool return_complex) {
    return guard([&] {
        return give(tensor(input).istft(n_fft, given(hop), given(window_length), maybe<at::Tensor>(window), center, normalized,
                                        given_flag(onesided), given(length), return_complex));
    });
}
