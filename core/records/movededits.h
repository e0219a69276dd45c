#pragma once

#include "core/base/pendingedits.h"
#include "core/schema/schema.h"

#include <QCoreApplication>

namespace relata::records {

/// What waits for Save, taken from one schema to another by the names of tables and columns: column numbers
/// and addresses are those of the new one. What has no place there is told with its values, never dropped
/// unseen.
class MovedEdits
{
    Q_DECLARE_TR_FUNCTIONS(relata::records::MovedEdits)

public:
    MovedEdits(const base::PendingEdits &edits, const schema::Schema &from, const schema::Schema &to);

    const base::PendingEdits &edits() const { return m_moved; }
    /// A sentence for each cell or row that has no place any more.
    const QStringList &homeless() const { return m_homeless; }

private:
    const schema::Table *moveTable(const base::RecordKey &key, QString &why) const;
    int moveColumn(const schema::Table &from, const schema::Table &to, int column, QString &why) const;
    void moveChanged(const base::RecordKey &key, const QHash<int, base::CellEdit> &cells);
    void moveAdded(const base::NewRow &row);
    void moveDeleted(const base::RecordKey &key);
    void moveAsRead(const base::RecordKey &key, const base::Values &values, const base::CellDigests &digests);
    void dropLostParents();
    void tell(const base::RecordKey &key, const QString &what, const QString &why);
    QString cellWords(const base::RecordKey &key, int column, const base::Value &now) const;

    const schema::Schema &m_from;
    const schema::Schema &m_to;
    base::PendingEdits m_moved;
    QStringList m_homeless;
};

} // namespace relata::records
