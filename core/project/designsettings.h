#pragma once

#include <QSet>
#include <QString>

namespace relata::project {

/// What a person set about a design and that is neither tables nor declarations. A value.
struct DesignSettings
{
    QSet<QString> quiet; ///< kinds of findings, and keys of single ones, that are not to be told
    QString modelStyle;  ///< of the model code, as a word ("legacy", "mapped"); "" where nobody chose

    bool operator==(const DesignSettings &) const = default;
};

/// A swap of the settings, as one part of a step of undo.
struct SettingsChange
{
    DesignSettings before;
    DesignSettings after;

    bool operator==(const SettingsChange &) const = default;
};

} // namespace relata::project
