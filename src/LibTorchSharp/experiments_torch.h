// The functions that this library exports in addition to TorchSharp's functions.
#pragma once

#include <cstdint>

extern "C" {

// Returns the number of tensor handles that were created and not yet disposed.
__attribute__((visibility("default"))) int64_t ExperimentsTorch_live_handles();

// Returns the version of libtorch against which this library was compiled.
__attribute__((visibility("default"))) const char* ExperimentsTorch_version();

// Starts to count and time the operator calls of all threads. Returns false and sets the thread's last error if a profile is already
// running.
__attribute__((visibility("default"))) bool ExperimentsTorch_profile_start();

// Reports which phase of an update begins: 0 other, 1 zero gradients, 2 batch, 3 forward, 4 loss, 5 backward, 6 loss and norm, 7 clip, 8
// step, 9 average. Phase 5 begins without this call when autograd runs, and phase 6 begins at the first operator after the backward pass.
__attribute__((visibility("default"))) void ExperimentsTorch_profile_phase(int32_t phase);

// Stops the profile and returns lines of words, separated by tabs. The text belongs to the library until the next call. Returns null and
// sets the thread's last error if no profile is running. Times are in nanoseconds.
//   phase     PHASE  TIME
//   wait      PHASE  WHAT  COUNT   (WHAT: read of a number, read from a device, copy to the host, synchronize)
//   operator  PHASE  NAME  OUTERMOST-CALLS  ALL-CALLS  CALLS-WITHOUT-INNER-ONES  TIME-WITHOUT-INNER-CALLS  TIME
__attribute__((visibility("default"))) const char* ExperimentsTorch_profile_stop();

// Returns whether ExperimentsTorch_stacked_linear can be called. This is possible if libtorch gives access to its BLAS.
__attribute__((visibility("default"))) bool ExperimentsTorch_has_stacked_linear();

// Computes y = x wᵀ + b for each cell, on the CPU in float32 or float64: x [cells, batch, inputs], w [cells, outputs, inputs], b [cells,
// outputs] or null; each cell of w and b is dense. Returns a new tensor handle. On an error, returns null and sets the thread's last error.
// If gradients are recorded, a backward pass adds the gradients of w and b to weight_gradient and bias_gradient, in the layout of w and b,
// and returns the gradient of x to autograd. rectifies: whether ReLU is applied to y.
__attribute__((visibility("default"))) void* ExperimentsTorch_stacked_linear(void* input, void* weight, void* weight_gradient, void* bias,
                                                                             void* bias_gradient, bool rectifies);

// Computes the mean negative log-likelihood of each cell, [cells]: log-probabilities [cells, batch, classes], class numbers [cells, batch].
// Returns a new tensor handle without a gradient. On an error, returns null and sets the thread's last error.
__attribute__((visibility("default"))) void* ExperimentsTorch_class_losses(void* logarithms, void* targets);

// Computes the Euclidean norms of count tensors: of each tensor, [count]; or, with by_row, of each row of matrices, [rows, count]. Returns a
// new tensor handle without a gradient. On an error, returns null and sets the thread's last error.
__attribute__((visibility("default"))) void* ExperimentsTorch_norms(void** tensors, int64_t count, bool by_row);

}
