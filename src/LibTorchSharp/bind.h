// Converts C arguments to the parameters of libtorch's operators, and converts the results to C. operators.h describes the rules.
#pragma once

#include <array>
#include <tuple>

#include <ATen/Operators.h>
#include <ATen/core/IListRef.h>
#include <ATen/core/IListRef_inl.h>
#include <c10/core/SymInt.h>
#include <c10/core/SymIntArrayRef.h>

#include "bridge.h"

namespace bind {

template <class F>
struct Signature;
template <class R, class... P>
struct Signature<R(P...)> {
    using Result = R;
    using Parameters = std::tuple<P...>;
};
template <class F>
using Result = typename Signature<F>::Result;
template <class F, size_t I>
using Parameter = std::tuple_element_t<I, typename Signature<F>::Parameters>;

// libtorch's string_view: the type of c10 in early versions, the type of the standard library in later versions.
using StringView = Parameter<at::_ops::gelu::schema, 1>;

// Marks the end of the C arguments.
struct End {};

template <class Args, size_t At, bool = (At < std::tuple_size<Args>::value)>
struct Element {
    using type = End;
};
template <class Args, size_t At>
struct Element<Args, At, true> {
    using type = std::tuple_element_t<At, Args>;
};
template <class Args, size_t At>
using ElementOf = typename Element<Args, At>::type;

// Converts the C arguments from position At on to one parameter of type Value. The constant width is the number of C arguments that this
// parameter uses.
template <class Value, class Args, size_t At, class C = ElementOf<Args, At>>
struct Arg {
    static constexpr size_t width = 1;
    Value value;
    explicit Arg(const Args& args) : value(static_cast<Value>(std::get<At>(args))) {}
};

template <class Args, size_t At>
struct Arg<at::Tensor, Args, At, void*> {
    static constexpr size_t width = 1;
    at::Tensor& value;
    explicit Arg(const Args& args) : value(tensor(std::get<At>(args))) {}
};

template <class Args, size_t At>
struct Arg<at::Scalar, Args, At, void*> {
    static constexpr size_t width = 1;
    const at::Scalar& value;
    explicit Arg(const Args& args) : value(scalar(std::get<At>(args))) {}
};

template <class T, class Args, size_t At>
struct Arg<Optional<T>, Args, At, void*> {
    static constexpr size_t width = 1;
    Optional<T> value;
    explicit Arg(const Args& args) : value(maybe<T>(std::get<At>(args))) {}
};

template <class Args, size_t At>
struct Arg<Optional<c10::SymInt>, Args, At, void*> {
    static constexpr size_t width = 1;
    Optional<c10::SymInt> value;
    explicit Arg(const Args& args) {
        if (auto given = static_cast<const int64_t*>(std::get<At>(args))) value = c10::SymInt(*given);
    }
};

template <class Args, size_t At>
struct Arg<Optional<c10::SymInt>, Args, At, Optional<int64_t>> {
    static constexpr size_t width = 1;
    Optional<c10::SymInt> value;
    explicit Arg(const Args& args) {
        if (const auto& given = std::get<At>(args)) value = c10::SymInt(*given);
    }
};

template <class Args, size_t At>
struct Arg<Optional<StringView>, Args, At, const char*> {
    static constexpr size_t width = 1;
    Optional<StringView> value;
    explicit Arg(const Args& args) {
        if (auto given = std::get<At>(args)) value = StringView(given);
    }
};

// Lists of integers.

template <class Args, size_t At, class C>
struct Arg<at::IntArrayRef, Args, At, C> {
    static constexpr size_t width = 1;
    int64_t one;
    at::IntArrayRef value;
    explicit Arg(const Args& args) : one(std::get<At>(args)), value(one) {}
};

template <class Args, size_t At>
struct Arg<at::IntArrayRef, Args, At, void*> {
    static constexpr size_t width = 2;
    at::IntArrayRef value;
    explicit Arg(const Args& args) : value(ints(std::get<At>(args), std::get<At + 1>(args))) {}
};

// A SymInt contains an integer directly, unless the integer is so small that it looks like a pointer.
inline c10::SymIntArrayRef symbolic(at::IntArrayRef list) {
    static_assert(sizeof(c10::SymInt) == sizeof(int64_t), "a SymInt is one integer");
    for (int64_t each : list) TORCH_CHECK(each >= -(int64_t(1) << 61), each, " is no size, stride or position");
    return c10::SymIntArrayRef(reinterpret_cast<const c10::SymInt*>(list.data()), list.size());
}

template <class Args, size_t At, class C>
struct Arg<c10::SymIntArrayRef, Args, At, C> : Arg<at::IntArrayRef, Args, At, C> {
    c10::SymIntArrayRef value;
    explicit Arg(const Args& args)
        : Arg<at::IntArrayRef, Args, At, C>(args), value(symbolic(Arg<at::IntArrayRef, Args, At, C>::value)) {}
};

template <class Args, size_t At, class C>
struct Arg<at::OptionalIntArrayRef, Args, At, C> : Arg<at::IntArrayRef, Args, At, C> {
    at::OptionalIntArrayRef value;
    explicit Arg(const Args& args) : Arg<at::IntArrayRef, Args, At, C>(args) {
        auto list = Arg<at::IntArrayRef, Args, At, C>::value;
        if (list.data() != nullptr) value = list;
    }
};

template <class Args, size_t At>
struct Arg<at::OptionalIntArrayRef, Args, At, End> {
    static constexpr size_t width = 0;
    at::OptionalIntArrayRef value;
    explicit Arg(const Args&) {}
};

template <class Args, size_t At, class C>
struct Arg<at::OptionalSymIntArrayRef, Args, At, C> : Arg<c10::SymIntArrayRef, Args, At, C> {
    at::OptionalSymIntArrayRef value;
    explicit Arg(const Args& args) : Arg<c10::SymIntArrayRef, Args, At, C>(args) {
        auto list = Arg<c10::SymIntArrayRef, Args, At, C>::value;
        if (list.data() != nullptr) value = list;
    }
};

template <class Args, size_t At>
struct Arg<Optional<at::ArrayRef<double>>, Args, At, void*> {
    static constexpr size_t width = 2;
    Optional<at::ArrayRef<double>> value;
    explicit Arg(const Args& args) {
        if (auto given = static_cast<const double*>(std::get<At>(args))) value = at::ArrayRef<double>(given, std::get<At + 1>(args));
    }
};

// Lists of tensors.

template <class List, class Args, size_t At>
struct TensorListArg {
    static constexpr size_t width = 2;
    std::vector<at::Tensor> list;
    List value;
    explicit TensorListArg(const Args& args) : list(tensors(std::get<At>(args), std::get<At + 1>(args))), value(list) {}
};
template <class Args, size_t At>
struct Arg<at::TensorList, Args, At, void*> : TensorListArg<at::TensorList, Args, At> {
    using TensorListArg<at::TensorList, Args, At>::TensorListArg;
};
template <class Args, size_t At>
struct Arg<at::ITensorListRef, Args, At, void*> : TensorListArg<at::ITensorListRef, Args, At> {
    using TensorListArg<at::ITensorListRef, Args, At>::TensorListArg;
};

// The options of a new tensor.

template <class Args, size_t At>
struct Arg<Optional<at::ScalarType>, Args, At, bool> {
    static constexpr size_t width = 2;
    Optional<at::ScalarType> value;
    explicit Arg(const Args& args) {
        if (std::get<At>(args)) value = static_cast<at::ScalarType>(std::get<At + 1>(args));
    }
};

template <class Args, size_t At>
struct Arg<Optional<at::ScalarType>, Args, At, int8_t> {
    static constexpr size_t width = 1;
    Optional<at::ScalarType> value;
    explicit Arg(const Args& args) : value(static_cast<at::ScalarType>(std::get<At>(args))) {}
};

template <class Args, size_t At>
struct Arg<Optional<at::Device>, Args, At, int32_t> {
    static constexpr size_t width = 2;
    Optional<at::Device> value;
    explicit Arg(const Args& args) : value(device(std::get<At>(args), std::get<At + 1>(args))) {}
};

// Parameters without a C argument.

template <class Value, class Args>
struct Absent {
    static constexpr size_t width = 0;
    Value value{};
    explicit Absent(const Args&) {}
};
#define ABSENT(parameters, type, c)                                         \
    template <class Args, size_t At parameters>                             \
    struct Arg<type, Args, At, c> : Absent<type, Args> {                    \
        using Absent<type, Args>::Absent;                                   \
    };
#define COMMA ,
#define NEVER_GIVEN(type) ABSENT(COMMA class C, type, C) ABSENT(, type, End) ABSENT(, type, void*)
ABSENT(, bool, End)
ABSENT(COMMA class T, Optional<T>, End)
NEVER_GIVEN(Optional<at::Layout>)
NEVER_GIVEN(Optional<at::MemoryFormat>)
NEVER_GIVEN(Optional<bool>)
#undef NEVER_GIVEN
#undef COMMA
#undef ABSENT

// Collects the converters of all parameters in the schema, then calls the operator.

template <class... T>
struct Types {};

template <class Args, size_t At>
constexpr size_t skip_allocator = At + (std::is_same<ElementOf<Args, At>, AllocatePinnedArray>::value ? 1 : 0);

template <class Op, class Args, size_t At, class Todo, class... Done>
struct Walk;

template <class Op, class Args, size_t At, class P, class... Rest, class... Done>
struct Walk<Op, Args, At, Types<P, Rest...>, Done...>
    : Walk<Op, Args, skip_allocator<Args, At> + Arg<std::decay_t<P>, Args, skip_allocator<Args, At>>::width, Types<Rest...>, Done...,
           Arg<std::decay_t<P>, Args, skip_allocator<Args, At>>> {};

template <class Op, class Args, size_t At, class... Done>
struct Walk<Op, Args, At, Types<>, Done...> {
    static constexpr size_t used = skip_allocator<Args, At>;
    static decltype(auto) call(const Args& args) { return Op::call(Done(args).value...); }
};

template <class Op, class Args, class Schema = typename Op::schema>
struct Call;
template <class Op, class Args, class R, class... P>
struct Call<Op, Args, R(P...)> : Walk<Op, Args, 0, Types<P...>> {};

// Converts an operator's result to C.

template <class... T>
std::vector<at::Tensor> listed(std::tuple<T...>& results) {
    return std::apply([](auto&... each) { return std::vector<at::Tensor>{each...}; }, results);
}

template <class Out, size_t Used, class Result, class Args>
struct Deliver {
    static_assert(Used == std::tuple_size<Args>::value, "C arguments are left over");
    static Out to(Result result, const Args&) { return static_cast<Out>(result); }
};

template <class Out, size_t Used, class Args>
struct Deliver<Out, Used, at::Tensor, Args> {
    static Out to(at::Tensor&& result, const Args& args) {
        (void)args;
        if constexpr (std::is_void<Out>::value) {
            static_assert(Used == std::tuple_size<Args>::value, "C arguments are left over");
        } else if constexpr (Used == std::tuple_size<Args>::value) {
            return give(std::move(result));
        } else {
            static_assert(Used + 1 == std::tuple_size<Args>::value && std::is_same<ElementOf<Args, Used>, bool>::value, "C arguments are left over");
            return give(std::move(result), std::get<Used>(args));
        }
    }
};

template <class Out, size_t Used, class Args>
struct Deliver<Out, Used, at::Tensor&, Args> {
    static Out to(at::Tensor& result, const Args& args) { return Deliver<Out, Used, at::Tensor, Args>::to(at::Tensor(result), args); }
};

template <size_t Used, class Args>
struct Deliver<void, Used, at::Tensor&, Args> {
    static_assert(Used == std::tuple_size<Args>::value, "C arguments are left over");
    static void to(at::Tensor&, const Args&) {}
};

template <class Out, size_t Used, class Args>
struct Deliver<Out, Used, std::vector<at::Tensor>, Args> {
    static_assert(Used == std::tuple_size<Args>::value, "C arguments are left over");
    static Out to(const std::vector<at::Tensor>& results, const Args& args) {
        give(results, std::get<AllocatePinnedArray>(args));
        return Out();
    }
};

template <class Out, size_t Used, class Args, class... T>
struct Deliver<Out, Used, std::tuple<T...>, Args> {
    static Out to(std::tuple<T...> results, const Args& args) {
        if constexpr (Used == std::tuple_size<Args>::value) {
            give(listed(results), std::get<AllocatePinnedArray>(args));
            return Out();
        } else {
            static_assert(Used + sizeof...(T) - 1 == std::tuple_size<Args>::value, "C needs a place for each result but the first");
            write(results, args, std::make_index_sequence<sizeof...(T) - 1>());
            return give(std::get<0>(results));
        }
    }

    template <size_t... I>
    static void write(std::tuple<T...>& results, const Args& args, std::index_sequence<I...>) {
        ((*std::get<Used + I>(args) = give(std::get<I + 1>(results))), ...);
    }
};

// Calls an operator with C arguments.
template <class Op, class Out = void*, class... C>
Out run(C... c) noexcept {
    return guard([&]() -> Out {
        using Args = std::tuple<C...>;
        Args args(c...);
        using Bound = Call<Op, Args>;
        return Deliver<Out, Bound::used, decltype(Bound::call(args)), Args>::to(Bound::call(args), args);
    });
}

}  // namespace bind

using bind::run;
