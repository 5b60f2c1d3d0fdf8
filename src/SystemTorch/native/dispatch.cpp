// Runs any operator that is registered with libtorch, by name, through c10's dispatcher.
#include "shim.h"

#include <algorithm>
#include <string>
#include <vector>

#include <ATen/core/Generator.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/jit_type.h>

namespace {

using c10::IValue;
using c10::TypeKind;

[[noreturn]] void refuse(const c10::FunctionSchema& schema, const c10::Argument& argument, const Value& value) {
    static const char* const given[] = {"None",       "a tensor",    "an integer", "a real number", "a boolean",  "a string",
                                        "integers",   "real numbers", "tensors",    "a device",      "a generator", "booleans"};
    auto tag = static_cast<size_t>(value.tag);
    TORCH_CHECK(false, schema.operator_name(), " expects ", argument.type()->annotation_str(), " for its argument '", argument.name(), "', but ",
                tag < sizeof given / sizeof *given ? given[tag] : "a value of unknown kind", " was given");
}

template <class T>
c10::List<T> list_of(const Value& value) {
    auto items = static_cast<const T*>(value.pointer);
    c10::List<T> list;
    list.reserve(value.count);
    for (int32_t i = 0; i < value.count; i++) list.push_back(items[i]);
    return list;
}

c10::List<bool> bools_of(const Value& value) {
    auto items = static_cast<const uint8_t*>(value.pointer);
    c10::List<bool> list;
    for (int32_t i = 0; i < value.count; i++) list.push_back(items[i] != 0);
    return list;
}

c10::List<at::Tensor> tensors_of(const Value& value) {
    auto handles = static_cast<TensorHandle const*>(value.pointer);
    c10::List<at::Tensor> list;
    list.reserve(value.count);
    for (int32_t i = 0; i < value.count; i++) list.push_back(tensor_of(handles[i]));
    return list;
}

c10::impl::GenericList optional_tensors_of(const Value& value) {
    auto handles = static_cast<TensorHandle const*>(value.pointer);
    c10::impl::GenericList list(c10::OptionalType::ofTensor());
    list.reserve(value.count);
    for (int32_t i = 0; i < value.count; i++) list.push_back(handles[i] == nullptr ? IValue() : IValue(*handles[i]));
    return list;
}

// The boxed form of a list argument, or None where the value is no such list.
IValue list_argument(const c10::Type& element, const Value& value) {
    switch (element.kind()) {
        case TypeKind::TensorType:
            if (value.tag == Tag::TensorList) return tensors_of(value);
            break;
        case TypeKind::OptionalType:
            if (value.tag == Tag::TensorList) return optional_tensors_of(value);
            break;
        case TypeKind::IntType:
        case TypeKind::SymIntType:
            if (value.tag == Tag::IntList) return list_of<int64_t>(value);
            break;
        case TypeKind::FloatType:
            if (value.tag == Tag::DoubleList) return list_of<double>(value);
            break;
        case TypeKind::BoolType:
            if (value.tag == Tag::BoolList) return bools_of(value);
            break;
        default:
            break;
    }
    return IValue();
}

// The boxed form of one argument of the given type, or None where the value does not fit it.
IValue fit(const c10::Type& type, const Value& value) {
    switch (type.kind()) {
        case TypeKind::TensorType:
            if (value.tag == Tag::Tensor) return tensor_of(static_cast<TensorHandle>(value.pointer));
            break;
        case TypeKind::IntType:
        case TypeKind::SymIntType:
        case TypeKind::ScalarTypeType:
        case TypeKind::LayoutType:
        case TypeKind::MemoryFormatType:
            if (value.tag == Tag::Int) return value.integer;
            break;
        case TypeKind::FloatType:
            if (value.tag == Tag::Double) return value.real;
            if (value.tag == Tag::Int) return static_cast<double>(value.integer);
            break;
        case TypeKind::BoolType:
            if (value.tag == Tag::Bool) return value.integer != 0;
            break;
        case TypeKind::NumberType:
            if (value.tag == Tag::Int) return value.integer;
            if (value.tag == Tag::Double) return value.real;
            if (value.tag == Tag::Bool) return value.integer != 0;
            break;
        case TypeKind::StringType:
            if (value.tag == Tag::String) return std::string(static_cast<const char*>(value.pointer), value.count);
            break;
        case TypeKind::DeviceObjType:
            if (value.tag == Tag::Device)
                return c10::Device(static_cast<c10::DeviceType>(value.count), static_cast<c10::DeviceIndex>(value.integer));
            break;
        case TypeKind::GeneratorType:
            if (value.tag == Tag::Generator && value.pointer != nullptr) return *static_cast<at::Generator*>(value.pointer);
            break;
        case TypeKind::ListType:
            return list_argument(*type.containedType(0), value);
        default:
            break;
    }
    return IValue();
}

IValue box(const c10::FunctionSchema& schema, const c10::Argument& argument, const Value& value) {
    const c10::Type* type = argument.type().get();
    if (type->kind() == TypeKind::OptionalType) {
        if (value.tag == Tag::None) return IValue();
        type = type->containedType(0).get();
    }
    IValue boxed = fit(*type, value);
    if (boxed.isNone()) refuse(schema, argument, value);
    return boxed;
}

std::vector<IValue> stack_of(const c10::FunctionSchema& schema, const Value* arguments, int32_t count) {
    const auto& expected = schema.arguments();
    TORCH_CHECK(count >= 0 && static_cast<size_t>(count) <= expected.size(), schema.operator_name(), " takes at most ", expected.size(),
                " arguments, but ", count, " were given");
    std::vector<IValue> stack;
    stack.reserve(expected.size());
    for (int32_t i = 0; i < count; i++) stack.push_back(box(schema, expected[i], arguments[i]));
    for (size_t i = count; i < expected.size(); i++) {
        TORCH_CHECK(expected[i].default_value().has_value(), schema.operator_name(), " needs its argument '", expected[i].name(),
                    "', and only ", count, " arguments were given");
        stack.push_back(*expected[i].default_value());
    }
    return stack;
}

// Results that are on their way out: released again unless all of them get there.
class Results {
   public:
    Results(Value* values, int32_t* count) : values_(values), count_(count) { *count_ = 0; }
    Results(const Results&) = delete;

    ~Results() {
        if (!kept_) std::for_each(values_, values_ + *count_, release);
        if (!kept_) *count_ = 0;
    }

    Value& next() {
        Value& value = values_[(*count_)++];
        value = Value{Tag::None, 0, {0}};
        return value;
    }

    void keep() { kept_ = true; }

   private:
    static void release(const Value& value) {
        if (value.tag == Tag::Tensor) st_tensor_dispose(static_cast<TensorHandle>(value.pointer));
        if (value.tag != Tag::TensorList) return;
        auto handles = static_cast<TensorHandle*>(value.pointer);
        std::for_each(handles, handles + value.count, st_tensor_dispose);
        std::free(handles);
    }

    Value* values_;
    int32_t* count_;
    bool kept_ = false;
};

void unbox_tensors(const std::vector<at::Tensor>& tensors, Value& value) {
    auto handles = static_cast<TensorHandle*>(std::malloc(sizeof(TensorHandle) * (tensors.size() + 1)));
    TORCH_CHECK(handles != nullptr, "out of memory");
    value.tag = Tag::TensorList;
    value.pointer = handles;
    for (const auto& tensor : tensors) handles[value.count++] = wrap(tensor);
}

void unbox(const c10::FunctionSchema& schema, const IValue& result, Value& value) {
    if (result.isTensor()) {
        value.tag = Tag::Tensor;
        value.pointer = result.toTensor().defined() ? wrap(result.toTensor()) : nullptr;
    } else if (result.isTensorList()) {
        unbox_tensors(result.toTensorVector(), value);
    } else if (result.isInt()) {
        value.tag = Tag::Int;
        value.integer = result.toInt();
    } else if (result.isDouble()) {
        value.tag = Tag::Double;
        value.real = result.toDouble();
    } else if (result.isBool()) {
        value.tag = Tag::Bool;
        value.integer = result.toBool();
    } else {
        TORCH_CHECK(result.isNone(), schema.operator_name(), " returned a ", result.tagKind(), ", which can't be handed over");
    }
}

}  // namespace

// Finds an operator once; the pointer stays valid for the life of the process.
ST_API Message st_operator_find(const char* name, const char* overload, const c10::OperatorHandle** result) {
    return guard([&] {
        auto found = c10::Dispatcher::singleton().findSchema({name, overload});
        TORCH_CHECK(found.has_value(), "this libtorch has no operator ", name, *overload != 0 ? "." : "", overload);
        *result = new c10::OperatorHandle(*found);
    });
}

// Runs an operator. Arguments that are not given take the schema's defaults. With capacity 0 the results are dropped (in-place
// operators); otherwise exactly as many are written as the operator returns, which must be no more than capacity.
ST_API Message st_operator_call(const c10::OperatorHandle* op, const Value* arguments, int32_t count, Value* results, int32_t capacity,
                                int32_t* result_count) {
    return guard([&] {
        TORCH_CHECK(op != nullptr, "an operator is required, but null was given");
        const auto& schema = op->schema();
        auto stack = stack_of(schema, arguments, count);
        op->callBoxed(&stack);
        *result_count = 0;
        if (capacity == 0) return;
        TORCH_CHECK(stack.size() <= static_cast<size_t>(capacity), schema.operator_name(), " returned ", stack.size(), " results, but room was given for ",
                    capacity);
        Results handed_over(results, result_count);
        for (const auto& result : stack) unbox(schema, result, handed_over.next());
        handed_over.keep();
    });
}
