#pragma once

namespace relata::app {

/// Where the environment variable RELATA_START_PROBE is set: prints `painted <milliseconds since process
/// start>` as soon as a graphics view with at least `leastItems` items has been painted, and ends the program
/// at once, asking nobody. Else it does nothing. Called once by the GUI thread, after the QApplication has
/// been made. tests/benchmarks reads it.
void probeStart(int leastItems = 1);

} // namespace relata::app
