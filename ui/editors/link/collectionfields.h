#pragma once

#include "core/mapping/cascades.h"
#include "core/mapping/declare/declarations.h"

#include <QObject>

class QComboBox;

namespace relata::ui {

class LinkEdits;
class LinkForm;

/// The rows of a side that leads to children: their order, what they follow their parent into, and who cares
/// for them when it is deleted. Belongs to the form.
class CollectionFields : public QObject
{
    Q_OBJECT

public:
    /// @param end has a relationship that works
    CollectionFields(LinkForm &form, LinkEdits &edits, mapping::KeyEnd end);

private:
    void makeOrder();
    void makeCascades();
    void makePassiveDeletes();
    void takeOrder(const QString &column, bool isDown);
    void takeCascades(mapping::Cascades cascades);
    void takePassiveDeletes(mapping::PassiveDeletes who, const QString &words);
    QString nameOf(const QString &field) const;

    LinkForm &m_form;
    LinkEdits &m_edits;
    mapping::KeyEnd m_end;
};

} // namespace relata::ui
