// The only function that TorchSharp's packages need from the C++ runtime of GCC 13 and that older runtimes do not have. In GCC 13 this
// function initialises std::cout and the other standard streams. In older runtimes a static object of this class initialises them.
#include <ios>

namespace std {

void ios_base_library_init() asm("_ZSt21ios_base_library_initv");

void ios_base_library_init() { static ios_base::Init init; }

}  // namespace std
