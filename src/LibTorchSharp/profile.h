// What other files tell the profile.
#pragma once

// Counts a read by the host, or a wait for a device, that is no operator call.
void note_wait(const char* what);
