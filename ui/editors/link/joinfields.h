#pragma once

#include "core/mapping/declare/declarations.h"

#include <QObject>

namespace relata::ui {

class ColumnsPicker;
class LinkEdits;
class LinkForm;

/// The rows of what a relationship joins by, where the tables alone do not say it: foreign_keys where several
/// keys or none link them, remote_side where a table refers to itself, and either where somebody has declared
/// it. Belongs to the form.
class JoinFields : public QObject
{
    Q_OBJECT

public:
    JoinFields(LinkForm &form, LinkEdits &edits);

private:
    enum class Argument { ForeignKeys, RemoteSide };

    bool isNeeded(Argument argument) const;
    void addRow(Argument argument, const QString &caption);
    ColumnsPicker *makePicker(Argument argument, mapping::KeyEnd end);
    void take(Argument argument, mapping::KeyEnd end, const QList<mapping::ColumnName> &columns);
    QList<mapping::ColumnName> found(Argument argument, mapping::KeyEnd end) const;
    QList<mapping::ColumnName> offered() const;

    LinkForm &m_form;
    LinkEdits &m_edits;
};

} // namespace relata::ui
