#pragma once

#include "core/mapping/mappedschema.h"

#include <QLabel>

namespace relata::ui {

class Theme;

/// What becomes of children when their parent is deleted, in one sentence: green where session and database
/// do the same. GUI thread.
class DeletionWords : public QLabel
{
    Q_OBJECT

public:
    /// @param parent a side that leads to children
    DeletionWords(const mapping::MappedSchema &schema, const mapping::Side &parent, const Theme &theme,
                  QWidget *owner);

private:
    void adoptTheme();

    const Theme &m_theme;
    bool m_agree;
};

} // namespace relata::ui
