// Functions by which other files report events to the profile.
#pragma once

// Counts a read by the host, or a wait for a device, that is not an operator call.
void note_wait(const char* what);
