// Random number generators and their state.
#include "shim.h"

#include <mutex>

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/core/Generator.h>

namespace {

using GeneratorHandle = at::Generator*;

at::Generator& generator_of(GeneratorHandle handle) {
    TORCH_CHECK(handle != nullptr, "a generator is required, but null was given");
    return *handle;
}

}  // namespace

ST_API Message st_generator_default(GeneratorHandle* result) {
    return guard([&] { *result = new at::Generator(at::globalContext().defaultGenerator(at::kCPU)); });
}

ST_API Message st_generator_new(uint64_t seed, GeneratorHandle* result) {
    return guard([&] { *result = new at::Generator(at::detail::createCPUGenerator(seed)); });
}

ST_API void st_generator_dispose(GeneratorHandle handle) { delete handle; }

ST_API Message st_generator_seed(GeneratorHandle handle, uint64_t seed) {
    return guard([&] {
        auto& generator = generator_of(handle);
        std::lock_guard<std::mutex> lock(generator.mutex());
        generator.set_current_seed(seed);
    });
}

ST_API Message st_generator_initial_seed(GeneratorHandle handle, uint64_t* seed) {
    return guard([&] { *seed = generator_of(handle).current_seed(); });
}

ST_API Message st_generator_state(GeneratorHandle handle, TensorHandle* result) {
    return guard([&] {
        auto& generator = generator_of(handle);
        std::lock_guard<std::mutex> lock(generator.mutex());
        *result = wrap(generator.get_state());
    });
}

ST_API Message st_generator_set_state(GeneratorHandle handle, TensorHandle state) {
    return guard([&] {
        auto& generator = generator_of(handle);
        std::lock_guard<std::mutex> lock(generator.mutex());
        generator.set_state(tensor_of(state));
    });
}

// Seeds one CUDA (or ROCm) device's default generator, the current device's for index -1; every device's for index -2.
ST_API Message st_cuda_seed(uint64_t seed, int32_t index) {
    return guard([&] {
        if (!at::hasCUDA()) return;
        int32_t first = index == -2 ? 0 : index;
        int32_t last = index == -2 ? static_cast<int32_t>(at::getNumGPUs()) - 1 : index;
        for (int32_t device = first; device <= last; device++) {
            auto generator = at::globalContext().defaultGenerator(at::Device(at::kCUDA, static_cast<at::DeviceIndex>(device)));
            std::lock_guard<std::mutex> lock(generator.mutex());
            generator.set_current_seed(seed);
        }
    });
}
