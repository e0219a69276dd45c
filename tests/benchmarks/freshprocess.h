#pragma once

#include <QByteArrayList>

#include <functional>
#include <optional>

/// What one run of a program cost.
struct Cost
{
    double wall =
        0; ///< milliseconds from before the fork to the line, or to the end where no line was awaited
    double cpu = 0; ///< milliseconds of processor time, user and system, of all its threads
};

/// Runs a program in a new process and waits for its end. What it complains about is not shown.
/// @param words the program and its arguments
/// @param line how the line begins at which the clock stops; "" for the end of the output
/// @returns nothing where the program failed or never printed the line
std::optional<Cost> costOf(const QByteArrayList &words, const QByteArray &line = {});

/// Starts a program and ends it as soon as something has happened, for which it waits at most 30 seconds.
/// False where it never did.
bool runUntil(const QByteArrayList &words, const std::function<bool()> &hasHappened);
