// Random number generators and random tensors. A null generator means the device's default generator.
#include "operators.h"

#include <mutex>

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>

namespace {

void seed(at::Generator& generator, int64_t value) {
    std::lock_guard<std::mutex> lock(generator.mutex());
    generator.set_current_seed(static_cast<uint64_t>(value));
}

void* handle_of(const at::Generator& generator) { return new at::Generator(generator); }

void seed_device(int64_t value, int64_t index) {
    at::Generator generator = at::globalContext().defaultGenerator(device(static_cast<int64_t>(at::kCUDA), index));
    seed(generator, value);
}

}  // namespace

void* THSGenerator_default_generator() {
    return guard([] { return handle_of(at::globalContext().defaultGenerator(at::kCPU)); });
}
// TorchSharp has generators for the CPU only, so the device arguments are ignored.
void* THSGenerator_new(uint64_t value, int64_t, int64_t) {
    return guard([&] { return handle_of(at::detail::createCPUGenerator(value)); });
}
void THSGenerator_dispose(void* handle) { delete static_cast<at::Generator*>(handle); }
void* THSGenerator_manual_seed(int64_t value) {
    return guard([&] {
        at::Generator generator = at::globalContext().defaultGenerator(at::kCPU);
        seed(generator, value);
        return handle_of(generator);
    });
}
void THSGenerator_gen_manual_seed(void* handle, int64_t value) {
    guard([&] { seed(generator(handle), value); });
}
int64_t THSGenerator_initial_seed(void* handle) {
    return guard([&] { return static_cast<int64_t>(generator(handle).current_seed()); });
}
void* THSGenerator_get_rng_state(void* handle) {
    return guard([&] {
        std::lock_guard<std::mutex> lock(generator(handle).mutex());
        return give(generator(handle).get_state());
    });
}
void THSGenerator_set_rng_state(void* handle, void* state) {
    guard([&] {
        std::lock_guard<std::mutex> lock(generator(handle).mutex());
        generator(handle).set_state(tensor(state));
    });
}

// CUDA and ROCm. Without a device, these functions do nothing.
void THSCuda_manual_seed(int64_t value) {
    guard([&] {
        if (at::hasCUDA() && at::getNumGPUs() > 0) seed_device(value, -1);
    });
}
void THSCuda_manual_seed_all(int64_t value) {
    guard([&] {
        int64_t count = at::hasCUDA() ? static_cast<int64_t>(at::getNumGPUs()) : 0;
        for (int64_t index = 0; index < count; index++) seed_device(value, index);
    });
}

// New tensors.

void* THSTensor_rand(void* generator, void* sizes, int32_t length, int8_t dtype, int32_t device_type, int32_t device_index, bool requires_grad) {
    return run<at::_ops::rand_generator>(sizes, length, generator, dtype, device_type, device_index, requires_grad);
}
void* THSTensor_randn(void* generator, void* sizes, int32_t length, int8_t dtype, int32_t device_type, int32_t device_index, bool requires_grad) {
    return run<at::_ops::randn_generator>(sizes, length, generator, dtype, device_type, device_index, requires_grad);
}
void* THSTensor_randint(void* generator, int64_t low, int64_t high, void* sizes, int32_t length, int8_t dtype, int32_t device_type,
                        int32_t device_index, bool requires_grad) {
    return run<at::_ops::randint_low_generator>(low, high, sizes, length, generator, dtype, device_type, device_index, requires_grad);
}
void* THSTensor_randperm(void* generator, int64_t n, int8_t dtype, int32_t device_type, int32_t device_index, bool requires_grad) {
    return run<at::_ops::randperm_generator>(n, generator, dtype, device_type, device_index, requires_grad);
}
void* THSTensor_randperm_out(void* generator, int64_t n, void* out) { return run<at::_ops::randperm_generator_out>(n, generator, out); }
EACH(TENSOR5, rand_like, randn_like)
OP7(THSTensor_randint_like, randint_like_low_dtype)

// Numbers.

template <class T>
static T drawn(void* handle, at::ScalarType dtype) {
    at::Tensor* result = static_cast<at::Tensor*>(handle);
    if (result == nullptr) return T();
    T value = static_cast<T>(result->item().to<double>());
    if (dtype == at::kLong) value = static_cast<T>(result->item().to<int64_t>());
    THSTensor_dispose(handle);
    return value;
}

template <class T>
static T drawn_between(void* generator, int64_t low, int64_t high, at::ScalarType dtype) {
    int64_t one = 1;
    return drawn<T>(THSTensor_randint(generator, low, high, &one, 1, static_cast<int8_t>(dtype), 0, -1, false), at::kLong);
}

int32_t THSTensor_randint_bool(void* generator) { return drawn_between<int32_t>(generator, 0, 2, at::kBool); }
int32_t THSTensor_randint_int(void* generator, int32_t low, int32_t high) { return drawn_between<int32_t>(generator, low, high, at::kInt); }
int64_t THSTensor_randint_long(void* generator, int64_t low, int64_t high) { return drawn_between<int64_t>(generator, low, high, at::kLong); }
double THSTensor_rand_float(void* generator) {
    int64_t one = 1;
    return drawn<double>(THSTensor_rand(generator, &one, 1, static_cast<int8_t>(at::kDouble), 0, -1, false), at::kDouble);
}
double THSTensor_randn_float(void* generator) {
    int64_t one = 1;
    return drawn<double>(THSTensor_randn(generator, &one, 1, static_cast<int8_t>(at::kDouble), 0, -1, false), at::kDouble);
}

// In place, and distributions whose parameters are tensors.

EACH(TENSOR4, cauchy_, log_normal_, normal_, uniform_)
EACH(TENSOR3, exponential_, geometric_)
void THSTensor_random_(void* handle, double low, double high, void* generator) {
    run<at::_ops::random__from, void>(handle, static_cast<int64_t>(low), static_cast<int64_t>(high), generator);
}
EACH(TENSOR2, bernoulli, poisson)
OP3(THSTensor_binomial, binomial)
OP4(THSTensor_multinomial, multinomial)
OP3(THSTensor_bernoulli_0, bernoulli__float)
OP3(THSTensor_bernoulli_1, bernoulli__Tensor)
OP2(THSTensor_sample_dirichlet_, _sample_dirichlet)
OP2(THSTensor_standard_gamma_, _standard_gamma)
