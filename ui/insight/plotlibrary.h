#pragma once

/// QCustomPlot, for the .cpp files that draw with it: it is big.

#include <utility>

// The header uses foreach, which the build switches off (QT_NO_FOREACH).
#ifndef foreach
#define foreach(variable, container) for (variable : std::as_const(container))
#define RELATA_FOREACH_DEFINED
#endif
#include <qcustomplot.h>
#ifdef RELATA_FOREACH_DEFINED
#undef foreach
#undef RELATA_FOREACH_DEFINED
#endif
