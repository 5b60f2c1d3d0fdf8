// Scalar handles. As in TorchSharp's library, creating and disposing a scalar does not change the last error.
#include "bridge.h"

#include <chrono>
#include <deque>
#include <mutex>

#define MAKE(name, parameters, value) \
    void* THSTorch_##name##_to_scalar parameters { return new at::Scalar(value); }
#define READ(name, type, read) \
    type THSTorch_scalar_to_##name(void* handle) { return guard([&] { return static_cast<type>(scalar(handle).read()); }); }

MAKE(bool, (bool v), v)
MAKE(int8, (int8_t v), v)
MAKE(uint8, (uint8_t v), v)
MAKE(int16, (int16_t v), v)
MAKE(int32, (int32_t v), v)
MAKE(int64, (int64_t v), v)
MAKE(float32, (float v), v)
MAKE(float64, (double v), v)
MAKE(float16, (float v), static_cast<at::Half>(v))
MAKE(bfloat16, (float v), static_cast<at::BFloat16>(v))
MAKE(complex32, (float real, float imaginary), c10::complex<float>(real, imaginary))
MAKE(complex64, (double real, double imaginary), c10::complex<double>(real, imaginary))

READ(bool, bool, toBool)
READ(int8, int8_t, toChar)
READ(uint8, uint8_t, toByte)
READ(int16, int16_t, toShort)
READ(int32, int32_t, toInt)
READ(int64, int64_t, toLong)
READ(float32, float, toFloat)
READ(float64, double, toDouble)

void THSTorch_scalar_to_float16(void* handle, uint16_t* bits) { guard([&] { *bits = scalar(handle).toHalf().x; }); }
void THSTorch_scalar_to_bfloat16(void* handle, uint16_t* bits) { guard([&] { *bits = scalar(handle).toBFloat16().x; }); }

void THSTorch_scalar_to_complex32(void* handle, float* real, float* imaginary) {
    guard([&] {
        auto value = scalar(handle).toComplexFloat();
        *real = value.real();
        *imaginary = value.imag();
    });
}
void THSTorch_scalar_to_complex64(void* handle, double* real, double* imaginary) {
    guard([&] {
        auto value = scalar(handle).toComplexDouble();
        *real = value.real();
        *imaginary = value.imag();
    });
}

uint8_t THSTorch_scalar_type(void* handle) { return guard([&] { return static_cast<uint8_t>(scalar(handle).type()); }); }
// TorchSharp passes a scalar's handle without keeping the C# object alive. The garbage collector may therefore dispose the scalar while the
// call still reads it. For this reason, a disposed scalar is freed one second later.
void THSTorch_dispose_scalar(void* handle) {
    using Clock = std::chrono::steady_clock;
    static std::mutex lock;
    static auto& waiting = *new std::deque<std::pair<Clock::time_point, at::Scalar*>>();
    std::lock_guard<std::mutex> locked(lock);
    auto now = Clock::now();
    waiting.emplace_back(now, static_cast<at::Scalar*>(handle));
    for (; now - waiting.front().first > std::chrono::seconds(1); waiting.pop_front()) delete waiting.front().second;
}
