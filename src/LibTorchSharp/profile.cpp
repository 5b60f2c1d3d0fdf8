// Counts and times operator calls between two calls of the host, by phase of an update.
//
// at::RecordFunction calls this code at the start and end of every operator, including nested operators. The host reports which phase
// begins. This code detects the start and end of the backward pass, because the host makes no call between backward and the next phase.
#include "bridge.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <sstream>
#include <string>

#include <ATen/Context.h>
#include <ATen/record_function.h>

#include "experiments_torch.h"
#include "profile.h"

namespace {

constexpr int32_t phases = 10, backward = 5, after_backward = 6;
constexpr const char* node = "autograd::engine::evaluate_function";

struct Tally {
    int64_t top = 0, all = 0, leaves = 0, self_ns = 0, total_ns = 0;
};

struct Profile {
    std::mutex mutex;
    std::map<std::pair<int32_t, std::string>, Tally> operators;
    std::map<std::pair<int32_t, std::string>, int64_t> waits;
    std::array<int64_t, phases> phase_ns{};
    int32_t phase = 0;
    int64_t phase_began = 0;
};

Profile profile;
std::atomic<bool> is_on{false};
// Whether the inputs of operators are recorded. Recording inputs takes time, and only the detection of copies from a device to the host
// needs the inputs.
bool sees_inputs = false;
std::string text;
at::CallbackHandle handle;

int64_t now() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// An operator call that has not ended. Its parent is the call of the operator that called it, on the same thread.
struct Call : at::ObserverContext {
    Call* parent;
    int64_t began = 0, child_ns = 0;
    bool has_children = false;
    explicit Call(Call* around) : parent(around) {}
};
thread_local Call* current = nullptr;

// The caller must hold the mutex.
void enter(int32_t phase, int64_t at) {
    profile.phase_ns[profile.phase] += at - profile.phase_began;
    profile.phase = phase;
    profile.phase_began = at;
}

// Whether the call copies from a device into host memory. Such a copy waits for the device, unless it is non-blocking.
bool copies_to_host(const at::RecordFunction& call) {
    if (!sees_inputs) return false;
    const auto inputs = call.inputs();
    return inputs.size() >= 2 && inputs[0].isTensor() && inputs[1].isTensor() && inputs[0].toTensor().device().is_cpu() &&
        !inputs[1].toTensor().device().is_cpu() && !(inputs.size() >= 3 && inputs[2].isBool() && inputs[2].toBool());
}

bool is_on_device(const at::RecordFunction& call) {
    if (!sees_inputs) return false;
    const auto inputs = call.inputs();
    return !inputs.empty() && inputs[0].isTensor() && !inputs[0].toTensor().device().is_cpu();
}

const char* wait_in(const at::RecordFunction& call) {
    const char* name = call.name();
    if (std::strcmp(name, "aten::_local_scalar_dense") == 0) return is_on_device(call) ? "read from a device" : "read of a number";
    if (std::strcmp(name, "aten::copy_") == 0 && copies_to_host(call)) return "copy to the host";
    return nullptr;
}

std::unique_ptr<at::ObserverContext> begin(const at::RecordFunction& function) {
    auto call = std::make_unique<Call>(current);
    if (current != nullptr) current->has_children = true;
    call->began = now();
    std::lock_guard<std::mutex> lock(profile.mutex);
    const bool is_node = std::strncmp(function.name(), node, std::strlen(node)) == 0;
    if (is_node && profile.phase != backward) enter(backward, call->began);
    else if (!is_node && current == nullptr && profile.phase == backward) enter(after_backward, call->began);
    if (const char* wait = wait_in(function)) profile.waits[{profile.phase, wait}]++;
    current = call.get();
    return call;
}

void end(const at::RecordFunction& function, at::ObserverContext* context) {
    auto call = static_cast<Call*>(context);
    if (call == nullptr) return;
    const int64_t ns = now() - call->began;
    current = call->parent;
    if (current != nullptr) current->child_ns += ns;
    std::lock_guard<std::mutex> lock(profile.mutex);
    auto& tally = profile.operators[{profile.phase, function.name()}];
    tally.top += call->parent == nullptr;
    tally.all++;
    tally.leaves += !call->has_children;
    tally.self_ns += ns - call->child_ns;
    tally.total_ns += ns;
}

}  // namespace

void note_wait(const char* what) {
    if (!is_on) return;
    std::lock_guard<std::mutex> lock(profile.mutex);
    profile.waits[{profile.phase, what}]++;
}

bool ExperimentsTorch_profile_start() {
    return guard([] {
        TORCH_CHECK(!is_on, "a profile is being taken already");
        {
            std::lock_guard<std::mutex> lock(profile.mutex);
            profile.operators.clear();
            profile.waits.clear();
            profile.phase_ns.fill(0);
            profile.phase = 0;
            profile.phase_began = now();
        }
        is_on = true;
        sees_inputs = at::hasCUDA();
        handle = at::addGlobalCallback(at::RecordFunctionCallback(begin, end)
            .needsInputs(sees_inputs)
            .scopes({at::RecordScope::FUNCTION, at::RecordScope::BACKWARD_FUNCTION}));
        return true;
    });
}

void ExperimentsTorch_profile_phase(int32_t phase) {
    guard([&] {
        TORCH_CHECK(phase >= 0 && phase < phases, "there is no phase ", phase);
        std::lock_guard<std::mutex> lock(profile.mutex);
        enter(phase, now());
    });
}

const char* ExperimentsTorch_profile_stop() {
    return guard([]() -> const char* {
        TORCH_CHECK(is_on, "no profile is being taken");
        at::removeCallback(handle);
        is_on = false;
        std::lock_guard<std::mutex> lock(profile.mutex);
        enter(0, now());
        std::ostringstream lines;
        for (int32_t phase = 0; phase < phases; phase++) lines << "phase\t" << phase << '\t' << profile.phase_ns[phase] << '\n';
        for (const auto& [key, count] : profile.waits) lines << "wait\t" << key.first << '\t' << key.second << '\t' << count << '\n';
        for (const auto& [key, tally] : profile.operators)
            lines << "operator\t" << key.first << '\t' << key.second << '\t' << tally.top << '\t' << tally.all << '\t' << tally.leaves << '\t'
                  << tally.self_ns << '\t' << tally.total_ns << '\n';
        text = lines.str();
        return text.c_str();
    });
}
