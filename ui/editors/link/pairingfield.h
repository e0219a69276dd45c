#pragma once

#include <QObject>

class QComboBox;

namespace relata::ui {

class LinkEdits;
class LinkForm;

/// The field that says who declares a relationship, and whether the other side knows it. Belongs to the form.
class PairingField : public QObject
{
    Q_OBJECT

public:
    PairingField(LinkForm &form, LinkEdits &edits);

private:
    void take(int index);

    LinkEdits &m_edits;
    QComboBox *m_combo;
};

} // namespace relata::ui
