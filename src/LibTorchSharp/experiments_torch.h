// The functions that this library exports besides TorchSharp's.
#pragma once

#include <cstdint>

extern "C" {

// The number of tensor handles that were given out and not disposed yet.
__attribute__((visibility("default"))) int64_t ExperimentsTorch_live_handles();

// The version of libtorch that this library was compiled against.
__attribute__((visibility("default"))) const char* ExperimentsTorch_version();

// Starts to count and time operator calls, of all threads; false, with the thread's last error, if that has started already.
__attribute__((visibility("default"))) bool ExperimentsTorch_profile_start();

// Says which phase of an update begins: 0 none of these, 1 zero gradients, 2 batch, 3 forward, 4 loss, 5 backward, 6 loss and norm,
// 7 clip, 8 step, 9 average. Phase 5 begins without this call when autograd runs, and 6 at the first operator after it.
__attribute__((visibility("default"))) void ExperimentsTorch_profile_phase(int32_t phase);

// Stops, and returns lines of words with tabs between them; the text belongs to the library until the next call. Null with the thread's
// last error if nothing was started. Times are in nanoseconds.
//   phase     PHASE  TIME
//   wait      PHASE  WHAT  COUNT   (WHAT: read of a number, read from a device, copy to the host, synchronize)
//   operator  PHASE  NAME  OUTERMOST-CALLS  ALL-CALLS  CALLS-WITHOUT-INNER-ONES  TIME-WITHOUT-INNER-CALLS  TIME
__attribute__((visibility("default"))) const char* ExperimentsTorch_profile_stop();

// Whether ExperimentsTorch_stacked_linear can be called: whether libtorch gives access to its BLAS.
__attribute__((visibility("default"))) bool ExperimentsTorch_has_stacked_linear();

// y = x wᵀ + b for each cell, on the CPU in float32 or float64: x [cells, batch, inputs], w [cells, outputs, inputs], b [cells, outputs] or
// null; each cell of w and b is dense. Returns a new tensor handle, null with the thread's last error. While gradients are recorded, a
// backward pass adds the gradients of w and b to weight_gradient and bias_gradient, in the layout of w and b, and hands on that of x.
// rectifies: whether ReLU is applied to y.
__attribute__((visibility("default"))) void* ExperimentsTorch_stacked_linear(void* input, void* weight, void* weight_gradient, void* bias,
                                                                             void* bias_gradient, bool rectifies);

// The mean negative log-likelihood of each cell, [cells]: log-probabilities [cells, batch, classes], class numbers [cells, batch]. Returns a
// new tensor handle without a gradient, null with the thread's last error.
__attribute__((visibility("default"))) void* ExperimentsTorch_class_losses(void* logarithms, void* targets);

}
