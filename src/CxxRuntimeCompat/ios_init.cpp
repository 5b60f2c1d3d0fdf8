// The one function that TorchSharp's packages need from the C++ runtime of GCC 13 and older runtimes lack.
// There it initialises std::cout and its siblings; in older runtimes a static object of this class does the same.
#include <ios>

namespace std {

void ios_base_library_init() asm("_ZSt21ios_base_library_initv");

void ios_base_library_init() { static ios_base::Init init; }

}  // namespace std
