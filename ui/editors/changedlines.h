#pragma once

#include <QList>
#include <QStringList>

namespace relata::ui {

/// The lines of a text that are not, in this order, lines of the one before: their numbers, from 0.
QList<int> changedLines(const QStringList &before, const QStringList &now);

} // namespace relata::ui
