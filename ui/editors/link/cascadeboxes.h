#pragma once

#include "core/mapping/cascades.h"

#include <QHash>
#include <QWidget>

class QCheckBox;

namespace relata::ui {

class Theme;

/// The cascades of a relationship as boxes to tick, in plain words, with SQLAlchemy's beside them.
/// What goes only together is ticked together: delete-orphan needs delete. GUI thread.
class CascadeBoxes : public QWidget
{
    Q_OBJECT

public:
    CascadeBoxes(mapping::Cascades cascades, const Theme &theme, QWidget *parent = nullptr);

    mapping::Cascades cascades() const;

signals:
    /// A person has ticked a box.
    void changed(relata::mapping::Cascades cascades);

private:
    void take(mapping::Cascade which, bool isOn);

    QHash<mapping::Cascade, QCheckBox *> m_boxes;
};

} // namespace relata::ui
