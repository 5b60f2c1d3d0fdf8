// Recurrent layers and packed sequences. A packed sequence's handle is a pointer to a PackedSequence.
#include "nn_modules.h"

#include <torch/nn/modules/rnn.h>
#include <torch/nn/utils/rnn.h>

namespace {

using torch::nn::utils::rnn::PackedSequence;

PackedSequence& packed(void* handle) {
    if (handle == nullptr) refuse_null("a packed sequence");
    return *static_cast<PackedSequence*>(handle);
}
void* give_packed(PackedSequence sequence) { return new PackedSequence(std::move(sequence)); }

// Both states, or neither.
std::tuple<at::Tensor, at::Tensor> states(void* h, void* c) {
    return h == nullptr || c == nullptr ? std::make_tuple(at::Tensor(), at::Tensor()) : std::make_tuple(tensor(h), tensor(c));
}

template <class Options>
Options layered(int64_t inputs, int64_t hidden, int64_t layers, bool bias, bool batch_first, double dropout, bool bidirectional) {
    return Options(inputs, hidden).num_layers(layers).bias(bias).batch_first(batch_first).dropout(dropout).bidirectional(bidirectional);
}

// TorchSharp's number for an activation: 0 is ReLU, 1 is tanh.
template <class Options>
Options activated(Options options, int64_t which) {
    if (which == 0) options.nonlinearity(torch::kReLU);
    if (which == 1) options.nonlinearity(torch::kTanh);
    return options;
}

}  // namespace

using namespace torch::nn;

void* THSNN_RNN_ctor(int64_t inputs, int64_t hidden, int64_t layers, int64_t activation, bool bias, bool batch_first, double dropout,
                     bool bidirectional, void** box) {
    return guard([&] {
        return made<RNNImpl>(activated(layered<RNNOptions>(inputs, hidden, layers, bias, batch_first, dropout, bidirectional), activation), box);
    });
}
void* THSNN_GRU_ctor(int64_t inputs, int64_t hidden, int64_t layers, bool bias, bool batch_first, double dropout, bool bidirectional, void** box) {
    return guard([&] { return made<GRUImpl>(layered<GRUOptions>(inputs, hidden, layers, bias, batch_first, dropout, bidirectional), box); });
}
void* THSNN_LSTM_ctor(int64_t inputs, int64_t hidden, int64_t layers, bool bias, bool batch_first, double dropout, bool bidirectional, void** box) {
    return guard([&] { return made<LSTMImpl>(layered<LSTMOptions>(inputs, hidden, layers, bias, batch_first, dropout, bidirectional), box); });
}

#define ONE_STATE(name)                                                                                                \
    void* THSNN_##name##_forward(void* handle, void* input, void* h, void** h_out) {                                     \
        return guard([&] {                                                                                               \
            auto results = as<name##Impl>(handle).forward(tensor(input), tensor_or_undefined(h));                        \
            *h_out = give(std::get<1>(results));                                                                         \
            return give(std::get<0>(results));                                                                           \
        });                                                                                                              \
    }                                                                                                                    \
    void* THSNN_##name##_forward_with_packed_input(void* handle, void* input, void* h, void** h_out) {                   \
        return guard([&] {                                                                                               \
            auto results = as<name##Impl>(handle).forward_with_packed_input(packed(input), tensor_or_undefined(h));      \
            *h_out = give(std::get<1>(results));                                                                         \
            return give_packed(std::get<0>(results));                                                                    \
        });                                                                                                              \
    }
ONE_STATE(RNN)
ONE_STATE(GRU)
void* THSNN_LSTM_forward(void* handle, void* input, void* h, void* c, void** h_out, void** c_out) {
    return guard([&] {
        auto results = as<LSTMImpl>(handle).forward(tensor(input), states(h, c));
        *h_out = give(std::get<0>(std::get<1>(results)));
        *c_out = give(std::get<1>(std::get<1>(results)));
        return give(std::get<0>(results));
    });
}
void* THSNN_LSTM_forward_with_packed_input(void* handle, void* input, void* h, void* c, void** h_out, void** c_out) {
    return guard([&] {
        auto results = as<LSTMImpl>(handle).forward_with_packed_input(packed(input), states(h, c));
        *h_out = give(std::get<0>(std::get<1>(results)));
        *c_out = give(std::get<1>(std::get<1>(results)));
        return give_packed(std::get<0>(results));
    });
}
#define FLATTEN(name) \
    void THSNN_##name##_flatten_parameters(void* handle) { guard([&] { as<name##Impl>(handle).flatten_parameters(); }); }
FLATTEN(RNN)
FLATTEN(GRU)
FLATTEN(LSTM)

// Each layer and direction has two weights, and two biases if it has any.
#define RNN_WEIGHT(name, position) \
    void* THSNN_RNN_##name(void* handle, int64_t i) { return guard([&] { return give(as<RNNImpl>(handle).all_weights().at(position + i * 4)); }); }
RNN_WEIGHT(weight_ih, 0)
RNN_WEIGHT(weight_hh, 1)
RNN_WEIGHT(bias_ih, 2)
RNN_WEIGHT(bias_hh, 3)

void* THSNN_RNNCell_ctor(int64_t inputs, int64_t hidden, int64_t activation, bool bias, void** box) {
    return guard([&] { return made<RNNCellImpl>(activated(RNNCellOptions(inputs, hidden).bias(bias), activation), box); });
}
void* THSNN_GRUCell_ctor(int64_t inputs, int64_t hidden, bool bias, void** box) {
    return guard([&] { return made<GRUCellImpl>(GRUCellOptions(inputs, hidden).bias(bias), box); });
}
void* THSNN_LSTMCell_ctor(int64_t inputs, int64_t hidden, bool bias, void** box) {
    return guard([&] { return made<LSTMCellImpl>(LSTMCellOptions(inputs, hidden).bias(bias), box); });
}
void* THSNN_RNNCell_forward(void* handle, void* input, void* h) {
    return guard([&] { return give(as<RNNCellImpl>(handle).forward(tensor(input), tensor_or_undefined(h))); });
}
void* THSNN_GRUCell_forward(void* handle, void* input, void* h) {
    return guard([&] { return give(as<GRUCellImpl>(handle).forward(tensor(input), tensor_or_undefined(h))); });
}
void* THSNN_LSTMCell_forward(void* handle, void* input, void* h, void* c, void** c_out) {
    return guard([&] {
        auto results = as<LSTMCellImpl>(handle).forward(tensor(input), states(h, c));
        *c_out = give(std::get<1>(results));
        return give(std::get<0>(results));
    });
}

#define CELL(module) MEMBER(module, weight_ih) MEMBER(module, weight_hh) MEMBER(module, bias_ih) MEMBER(module, bias_hh)
CELL(RNNCell)
CELL(GRUCell)
CELL(LSTMCell)

void* THSNN_pack_padded_sequence(void* input, void* lengths, bool batch_first, bool enforce_sorted) {
    return guard([&] { return give_packed(utils::rnn::pack_padded_sequence(tensor(input), tensor(lengths), batch_first, enforce_sorted)); });
}
void* THSNN_pack_sequence(void** sequences, int32_t count, bool enforce_sorted) {
    return guard([&] { return give_packed(utils::rnn::pack_sequence(tensors(sequences, count), enforce_sorted)); });
}
void* THSNN_pad_sequence(void** sequences, int32_t count, bool batch_first, double value) {
    return guard([&] { return give(utils::rnn::pad_sequence(tensors(sequences, count), batch_first, value)); });
}
void THSNN_pad_packed_sequence(void* handle, bool batch_first, double value, int64_t length, void** padded, void** lengths) {
    guard([&] {
        auto total = length == -1 ? Optional<int64_t>() : Optional<int64_t>(length);
        auto results = utils::rnn::pad_packed_sequence(packed(handle), batch_first, value, total);
        *padded = give(std::get<0>(results));
        *lengths = give(std::get<1>(results));
    });
}
#define PACKED(name) \
    void* THSNN_PackedSequence_##name(void* handle) { return guard([&] { return give(packed(handle).name()); }); }
PACKED(data)
PACKED(batch_sizes)
PACKED(sorted_indices)
PACKED(unsorted_indices)
void THSNN_PackedSequence_dispose(void* handle) { delete static_cast<PackedSequence*>(handle); }
