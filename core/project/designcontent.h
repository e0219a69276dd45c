#pragma once

#include "core/mapping/declare/design.h"
#include "core/project/designsettings.h"
#include "core/project/diagramlayout.h"

#include <QJsonObject>

#include <optional>

namespace relata::project {

/// Everything that a design file keeps. A value.
struct DesignContent
{
    mapping::Design design;
    /// The tables as the database had them when the design was saved; nothing where it has none, or where the
    /// design's are the same.
    std::optional<schema::Schema> baseline;
    DiagramLayout layout;
    DesignSettings settings;
    QString database; ///< absolute path; "" where the design has none
    /// What a newer program wrote and this one does not know, by its key; written back as it is.
    QJsonObject unknown;
};

} // namespace relata::project
