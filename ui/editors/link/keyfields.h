#pragma once

#include "core/base/ids.h"

#include <QObject>

class QComboBox;
class QLineEdit;

namespace relata::ui {

class LinkEdits;
class LinkForm;

/// The rows of what the database keeps: the ends of a link as its columns' constraints say them, and the
/// rules of its foreign key, or of both keys of a junction, with the buttons that take a key away or add one.
/// Belongs to the form.
class KeyFields : public QObject
{
    Q_OBJECT

public:
    KeyFields(LinkForm &form, LinkEdits &edits);

    /// One or many, optional or mandatory.
    void addEnds();
    void addRules();
    void addButtons();

private:
    QComboBox *makeAction(base::LinkId key, bool isDelete);
    QComboBox *makeChecked(base::LinkId key);
    QLineEdit *makeName(base::LinkId key);
    QString nameOf(const QString &field, base::LinkId key) const;
    void takeEnds(bool isMandatory, bool isOne);
    void removeKey();
    void addKey();

    LinkForm &m_form;
    LinkEdits &m_edits;
    QComboBox *m_parentEnd = nullptr;
    QComboBox *m_childEnd = nullptr;
};

} // namespace relata::ui
