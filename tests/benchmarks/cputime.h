#pragma once

#include <sys/resource.h>

/// What this process has used of the processors, in milliseconds: unlike wall time it hardly depends on who
/// else is busy.
inline double cpuMilliseconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto of = [](const timeval &time) {
        return double(time.tv_sec) * 1e3 + double(time.tv_usec) / 1e3;
    };
    return of(usage.ru_utime) + of(usage.ru_stime);
}
