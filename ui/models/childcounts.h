#pragma once

#include "core/async/doors.h"
#include "core/mapping/mappedschema.h"

#include <functional>

namespace relata::ui {

/// How many children the shown rows of a table have: a count for each relationship that leads to children and
/// each row, asked for many rows in one statement. Owned by the model that shows them. GUI thread.
class ChildCounts : public QObject
{
    Q_OBJECT

public:
    /// Asks for the counts of a table's relationship, by the values of its local columns.
    using Ask = std::function<QFuture<base::Result<QList<qint64>>>(
        const QString &table, const QString &relationship, const QList<base::Values> &owners,
        const base::Cause &cause)>;

    explicit ChildCounts(Ask ask, QObject *parent = nullptr);

    /// Begins anew with the relationships of a table's class that lead to children; a table without a class
    /// has none.
    void setTable(const mapping::MappedSchema &schema, const QString &table);
    const QString &table() const { return m_table.name; }
    const QList<mapping::Side> &relationships() const { return m_relationships; }

    /// -1 where it is not known.
    qint64 count(int relationship, const base::Record &owner) const;
    /// Asks for the counts that are not known, or not any more.
    void ask(int relationship, const QList<base::Record> &owners, const base::Cause &cause);
    /// Rows of these tables have changed: their counts are shown until they are asked again.
    void expire(const QSet<QString> &tables);
    void forgetAll();

signals:
    void arrived(int relationship);

private:
    void take(int relationship, const QList<base::Values> &owners, const QList<qint64> &counts);
    base::Values localValues(int relationship, const base::Record &owner) const;

    const Ask m_ask;
    schema::Table m_table;
    QList<mapping::Side> m_relationships;
    QList<QList<int>> m_localColumns;            ///< by relationship: places in a row's values
    QList<QHash<base::Values, qint64>> m_counts; ///< by relationship, then by the owner's local values
    QList<QSet<base::Values>> m_asked;           ///< likewise; not asked again
    quint64 m_generation = 0;                    ///< of the counts; answers for older ones are dropped
};

} // namespace relata::ui
