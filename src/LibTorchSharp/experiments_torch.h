// The functions that this library exports besides TorchSharp's.
#pragma once

#include <cstdint>

extern "C" {

// The number of tensor handles that were given out and not disposed yet.
__attribute__((visibility("default"))) int64_t ExperimentsTorch_live_handles();

// The version of libtorch that this library was compiled against.
__attribute__((visibility("default"))) const char* ExperimentsTorch_version();

}
