// A simulated CUDA in host memory, for tests on machines without a GPU: its tensors are on cuda:0 or cuda:1, it uses the CPU's kernels, and
// it refuses the same operations as a real CUDA. An operator throws if its tensors are not all on one device, or if it draws on the device
// with a CPU generator. As on a real CUDA, only a tensor without dimensions may be on the CPU.
//
// This library adds the parts that the CPU build of libtorch does not have (hooks, device guard, allocator, dispatch key). The program
// under test therefore needs no changes: it uses "cuda" and runs the same code as on a GPU. This library is written for libtorch 1.13.
#include <torch/version.h>

#include "host_cuda.h"

#if TORCH_VERSION_MAJOR != 1

HOST_CUDA_API int host_cuda_is_there() { return 0; }

#else

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <set>
#include <string>

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/EmptyTensor.h>
#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <ATen/native/Resize.h>
#include <ATen/ops/_reshape_alias_native.h>
#include <ATen/ops/as_strided_native.h>
#include <ATen/ops/resize_native.h>
#include <ATen/ops/unfold_native.h>
#include <ATen/ops/view_native.h>
#include <ATen/record_function.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/library.h>

namespace {

constexpr c10::DeviceIndex devices = 2;

struct Counters {
    std::atomic<int64_t> live_bytes{0}, limit_bytes{INT64_MAX}, allocations{0}, reads{0}, synchronizations{0};
} counters;

thread_local c10::DeviceIndex current = 0;

c10::DeviceIndex index_of(c10::Device device) { return device.index() < 0 ? current : device.index(); }

// Device memory: the host's memory, counted, and refused beyond a limit with the message of CUDA's allocator.
struct Block {
    void* memory;
    int64_t bytes;
};

void release(void* context) {
    auto block = static_cast<Block*>(context);
    counters.live_bytes -= block->bytes;
    std::free(block->memory);
    delete block;
}

struct Memory final : c10::Allocator {
    c10::DataPtr allocate(size_t bytes) const override {
        c10::Device device(c10::kCUDA, current);
        if (bytes == 0) return {nullptr, device};
        auto size = static_cast<int64_t>(bytes);
        TORCH_CHECK_WITH(OutOfMemoryError, counters.live_bytes + size <= counters.limit_bytes, "CUDA out of memory. Tried to allocate ",
                         (size + 1023) / 1024, ".00 KiB (GPU ", int(current), "; a test's limit of ", counters.limit_bytes.load(), " bytes)");
        auto block = new Block{nullptr, size};
        TORCH_CHECK(posix_memalign(&block->memory, 64, bytes) == 0, "the host has no memory left");
        std::memset(block->memory, 0xFF, bytes);  // Uninitialised memory reads as NaN.
        counters.live_bytes += size;
        counters.allocations++;
        return {block->memory, block, release, device};
    }
    c10::DeleterFnPtr raw_deleter() const override { return nullptr; }
};

Memory& memory() {
    static Memory instance;
    return instance;
}

struct Guard final : c10::impl::DeviceGuardImplInterface {
    c10::DeviceType type() const override { return c10::kCUDA; }
    c10::Device exchangeDevice(c10::Device device) const override {
        auto before = getDevice();
        setDevice(device);
        return before;
    }
    c10::Device getDevice() const override { return {c10::kCUDA, current}; }
    void setDevice(c10::Device device) const override {
        TORCH_CHECK(index_of(device) < devices, "invalid device ordinal ", int(device.index()));
        current = index_of(device);
    }
    void uncheckedSetDevice(c10::Device device) const noexcept override { current = index_of(device); }
    c10::Stream getStream(c10::Device device) const noexcept override { return c10::Stream(c10::Stream::DEFAULT, {c10::kCUDA, index_of(device)}); }
    c10::Stream getDefaultStream(c10::Device device) const override { return getStream(device); }
    c10::Stream exchangeStream(c10::Stream stream) const noexcept override { return getStream(stream.device()); }
    c10::DeviceIndex deviceCount() const noexcept override { return devices; }
    void record(void**, const c10::Stream&, const c10::DeviceIndex, const c10::EventFlag) const override {}
    void block(void*, const c10::Stream&) const override {}
    bool queryEvent(void*) const override { return true; }
};

C10_REGISTER_GUARD_IMPL(CUDA, Guard);
static c10::AllocatorRegisterer<c10::kCUDA> registered_allocator(&memory());

// Each device has a separate generator, which is seeded separately from the CPU's generator, as on a GPU.
at::Generator& generator(c10::DeviceIndex index) {
    static at::Generator generators[devices] = {at::detail::createCPUGenerator(0x1234), at::detail::createCPUGenerator(0x5678)};
    return generators[index < 0 ? current : index];
}

struct CUDAHooks final : at::CUDAHooksInterface {
    explicit CUDAHooks(at::CUDAHooksArgs) {}
    void initCUDA() const override {}
    bool hasCUDA() const override { return true; }
    bool hasCUDART() const override { return true; }
    int getNumGPUs() const override { return devices; }
    int64_t current_device() const override { return current; }
    bool hasPrimaryContext(int64_t) const override { return true; }
    at::Allocator* getCUDADeviceAllocator() const override { return &memory(); }
    const at::Generator& getDefaultCUDAGenerator(at::DeviceIndex index) const override { return generator(index); }
    void deviceSynchronize(int64_t) const override { counters.synchronizations++; }
};

}  // namespace

namespace at {
REGISTER_CUDA_HOOKS(CUDAHooks);
}

namespace {

at::Tensor over(const at::Tensor& tensor, c10::DataPtr data, c10::DispatchKey key) {
    auto storage = c10::Storage(c10::Storage::use_byte_size_t(), tensor.storage().nbytes(), std::move(data),
                                key == c10::DispatchKey::CUDA ? &memory() : c10::GetCPUAllocator(), /*resizable*/ true);
    auto made = at::detail::make_tensor<c10::TensorImpl>(std::move(storage), c10::DispatchKeySet(key), tensor.dtype());
    made.unsafeGetTensorImpl()->set_storage_offset(tensor.storage_offset());
    made.unsafeGetTensorImpl()->set_sizes_and_strides(tensor.sizes(), tensor.strides());
    return made;
}

// Returns a tensor of another device with the same memory. The memory exists as long as either tensor.
at::Tensor shared(const at::Tensor& tensor, c10::Device device) {
    auto owner = new c10::Storage(tensor.storage());
    c10::DataPtr data(owner->data(), owner, [](void* context) { delete static_cast<c10::Storage*>(context); }, device);
    return over(tensor, std::move(data), device.is_cuda() ? c10::DispatchKey::CUDA : c10::DispatchKey::CPU);
}

at::Tensor to_host(const at::Tensor& tensor) { return tensor.defined() && tensor.is_cuda() ? shared(tensor, c10::kCPU) : tensor; }

// Copies a result of a CPU kernel into memory of the device, so that it is counted there.
at::Tensor to_device(const at::Tensor& tensor, c10::Device device) {
    if (!tensor.defined() || !tensor.is_cpu()) return tensor;
    c10::DeviceGuard guard(device);
    auto bytes = tensor.storage().nbytes();
    auto data = memory().allocate(bytes);
    if (bytes > 0) std::memcpy(data.get(), tensor.storage().data(), bytes);
    return over(tensor, std::move(data), c10::DispatchKey::CUDA);
}

// The device on which all tensors of a call must be.
class Place {
   public:
    explicit Place(const c10::FunctionSchema& schema) : schema_(schema) {}

    void see(const at::Tensor& tensor) {
        if (!tensor.defined() || (tensor.is_cpu() && tensor.dim() == 0 && !tensor.is_cuda())) return;
        if (!device_.has_value()) device_ = tensor.device();
        TORCH_CHECK(*device_ == tensor.device(), "Expected all tensors to be on the same device, but found at least two devices, ", *device_, " and ",
                    tensor.device(), "! (when checking the arguments of ", schema_.operator_name(), ")");
    }

    c10::Device device() const { return device_.value_or(c10::Device(c10::kCUDA, current)); }

   private:
    const c10::FunctionSchema& schema_;
    c10::optional<c10::Device> device_;
};

c10::IValue host_argument(const c10::IValue& value, const c10::Argument& argument, c10::Device device, const c10::FunctionSchema& schema) {
    if (value.isTensor()) return to_host(value.toTensor());
    if (value.isTensorList()) {
        c10::List<at::Tensor> list;
        for (const at::Tensor& tensor : value.toTensorVector()) list.push_back(to_host(tensor));
        return list;
    }
    if (value.isList() && value.toList().elementType()->kind() == c10::TypeKind::OptionalType) {
        c10::impl::GenericList list(c10::OptionalType::ofTensor());
        for (const c10::IValue& item : value.toListRef()) list.push_back(item.isTensor() ? c10::IValue(to_host(item.toTensor())) : c10::IValue());
        return list;
    }
    if (value.isDevice()) return c10::Device(c10::kCPU);
    if (value.isGenerator()) {
        TORCH_CHECK(value.toGenerator() == generator(device.index()), "Expected a 'cuda' device type for generator but found '",
                    value.toGenerator().device(), "' (", schema.operator_name(), ")");
        return value;
    }
    bool draws = argument.type()->kind() == c10::TypeKind::OptionalType && argument.type()->containedType(0)->kind() == c10::TypeKind::GeneratorType;
    return value.isNone() && draws ? c10::IValue(generator(device.index())) : value;
}

// If a result is one of the arguments (in place, out=), this argument is returned. Any other result is moved to the device.
c10::IValue device_result(const c10::IValue& value, size_t place, const c10::FunctionSchema& schema, const std::vector<c10::IValue>& given, c10::Device device) {
    if (auto alias = schema.returns()[place].alias_info()) {
        for (size_t i = 0; i < given.size(); i++)
            if (schema.arguments()[i].alias_info() && *schema.arguments()[i].alias_info() == *alias) {
                TORCH_CHECK(alias->isWrite(), schema.operator_name(), " gives a view, for which this CUDA needs a kernel of its own");
                return given[i];
            }
    }
    if (value.isTensor()) return to_device(value.toTensor(), device);
    if (value.isTensorList()) {
        c10::List<at::Tensor> list;
        for (const at::Tensor& tensor : value.toTensorVector()) list.push_back(to_device(tensor, device));
        return list;
    }
    return value;
}

// An out= kernel may have resized its result. The result then has other memory.
void follow_resize(const at::Tensor& given, const at::Tensor& host) {
    if (!given.defined() || given.sizes() == host.sizes()) return;
    at::native::resize_(given, host.sizes(), c10::nullopt);
    to_host(given).copy_(host);
}

void run_on_host(const c10::OperatorHandle& op, torch::jit::Stack* stack) {
    const auto& schema = op.schema();
    auto count = schema.arguments().size();
    std::vector<c10::IValue> given(stack->end() - count, stack->end());
    Place place(schema);
    for (const auto& value : given) each_tensor(value, [&](const at::Tensor& tensor) { place.see(tensor); });
    auto device = place.device();
    torch::jit::drop(*stack, count);
    at::AutoDispatchBelowADInplaceOrView below;
    at::RecordFunctionGuard unseen(false);
    for (size_t i = 0; i < count; i++) stack->push_back(host_argument(given[i], schema.arguments()[i], device, schema));
    std::vector<c10::IValue> hosts(stack->end() - count, stack->end());
    op.callBoxed(stack);
    for (size_t i = 0; i < count; i++)
        if (given[i].isTensor()) follow_resize(given[i].toTensor(), hosts[i].toTensor());
    auto first = stack->size() - schema.returns().size();
    for (size_t i = first; i < stack->size(); i++) (*stack)[i] = device_result((*stack)[i], i - first, schema, given, device);
}

at::Tensor empty(at::IntArrayRef size, c10::optional<at::ScalarType> dtype, c10::optional<at::Layout>, c10::optional<at::Device> device,
                 c10::optional<bool>, c10::optional<at::MemoryFormat> format) {
    c10::DeviceGuard guard(device.value_or(c10::Device(c10::kCUDA, current)));
    return at::detail::empty_generic(size, &memory(), c10::DispatchKeySet(c10::DispatchKey::CUDA), c10::dtype_or_default(dtype), format);
}

at::Tensor empty_strided(at::IntArrayRef size, at::IntArrayRef stride, c10::optional<at::ScalarType> dtype, c10::optional<at::Layout>,
                         c10::optional<at::Device> device, c10::optional<bool>) {
    c10::DeviceGuard guard(device.value_or(c10::Device(c10::kCUDA, current)));
    return at::detail::empty_strided_generic(size, stride, &memory(), c10::DispatchKeySet(c10::DispatchKey::CUDA), c10::dtype_or_default(dtype));
}

// Only this operator may copy between devices. For a copy to the CPU, the program waits for the device.
at::Tensor& copy_(at::Tensor& self, const at::Tensor& source, bool non_blocking) {
    at::AutoDispatchBelowADInplaceOrView below;
    at::RecordFunctionGuard unseen(false);
    if (self.is_cpu()) counters.reads++;
    to_host(self).copy_(to_host(source), non_blocking);
    return self;
}

// Gives this tensor other memory. A call with a substitute tensor would not change this tensor.
at::Tensor& set_(at::Tensor& self, const at::Tensor& source) {
    auto made = self.unsafeGetTensorImpl();
    made->set_storage_keep_dtype(source.storage());
    made->set_storage_offset(source.storage_offset());
    made->set_sizes_and_strides(source.sizes(), source.strides());
    return self;
}

at::Scalar local_scalar(const at::Tensor& tensor) {
    at::RecordFunctionGuard unseen(false);
    counters.reads++;
    return to_host(tensor).item();
}

// Does the same as on CUDA: the kept elements are scaled by the given factor, and the mask is stored for the gradient.
std::tuple<at::Tensor, at::Tensor> native_dropout(const at::Tensor& input, double p, c10::optional<bool> train) {
    if (!train.value_or(true)) return {input.clone(), at::ones_like(input, input.options().dtype(at::kBool))};
    auto mask = at::empty_like(input).bernoulli_(1 - p);
    return {input * at::div(mask, 1 - p), mask.to(at::kBool)};
}

at::Tensor native_dropout_backward(const at::Tensor& gradient, const at::Tensor& mask, double scale) {
    return gradient * at::div(mask.to(gradient.scalar_type()), 1 / scale);
}

bool gives_view(const c10::FunctionSchema& schema) {
    for (const auto& result : schema.returns())
        if (result.alias_info() && !result.alias_info()->isWrite()) return true;
    return false;
}

// Returns operators with a CPU kernel that other devices would compute in several steps, with other rounding.
std::vector<std::string> made_of_steps() {
    static const std::set<std::string> own = {"aten::empty.memory_format", "aten::empty_strided", "aten::copy_", "aten::_local_scalar_dense", "aten::native_dropout",
                                              "aten::native_dropout_backward", "aten::resize_", "aten::set_.source_Tensor"};
    std::vector<std::string> names;
    auto& dispatcher = c10::Dispatcher::singleton();
    for (const auto& name : dispatcher.getAllOpNames()) {
        auto op = dispatcher.findOp(name);
        auto full = name.overload_name.empty() ? name.name : name.name + "." + name.overload_name;
        if (!op || !op->hasSchema() || name.name.rfind("aten::", 0) != 0 || own.count(full) != 0 || gives_view(op->schema())) continue;
        if (op->hasKernelForDispatchKey(c10::DispatchKey::CPU) && (op->hasKernelForDispatchKey(c10::DispatchKey::CompositeExplicitAutograd) ||
                                                                   op->hasKernelForDispatchKey(c10::DispatchKey::CompositeImplicitAutograd)))
            names.push_back(full);
    }
    return names;
}

TORCH_LIBRARY_IMPL(_, CUDA, m) { m.fallback(torch::CppFunction::makeFromBoxedFunction<&run_on_host>()); }

TORCH_LIBRARY_IMPL(aten, CUDA, m) {
    m.impl("empty.memory_format", TORCH_FN(empty));
    m.impl("empty_strided", TORCH_FN(empty_strided));
    m.impl("copy_", TORCH_FN(copy_));
    m.impl("_local_scalar_dense", TORCH_FN(local_scalar));
    m.impl("native_dropout", TORCH_FN(native_dropout));
    m.impl("native_dropout_backward", TORCH_FN(native_dropout_backward));
    m.impl("as_strided", TORCH_FN(at::native::as_strided_tensorimpl));
    m.impl("view", TORCH_FN(at::native::view));
    m.impl("_reshape_alias", TORCH_FN(at::native::_reshape_alias));
    m.impl("unfold", TORCH_FN(at::native::unfold));
    m.impl("resize_", TORCH_FN(at::native::resize_));
    m.impl("set_.source_Tensor", TORCH_FN(set_));
    // Runs these operators as a whole and not in steps, so that the CPU chooses among its kernels as usual.
    for (auto name : {"convolution", "convolution_backward"}) m.impl(name, torch::CppFunction::makeFromBoxedFunction<&run_on_host>());
    for (const auto& name : made_of_steps()) m.impl(name.c_str(), torch::CppFunction::makeFromBoxedFunction<&run_on_host>());
}

}  // namespace

HOST_CUDA_API int host_cuda_is_there() { return 1; }

HOST_CUDA_API int64_t host_cuda_live_bytes() { return counters.live_bytes; }

HOST_CUDA_API int64_t host_cuda_allocations() { return counters.allocations; }

HOST_CUDA_API int64_t host_cuda_reads() { return counters.reads; }

HOST_CUDA_API int64_t host_cuda_synchronizations() { return counters.synchronizations; }

// Sets the number of bytes above which allocations fail; a negative number means no limit.
HOST_CUDA_API void host_cuda_limit(int64_t bytes) { counters.limit_bytes = bytes < 0 ? INT64_MAX : bytes; }

#endif
