#pragma once

#include "core/async/doors.h"
#include "core/schema/foreignkey.h"

#include <QObject>
#include <QPair>
#include <QSet>

#include <functional>

namespace relata::ui {

/// The titles of the parents to which foreign keys lead, by the values of the keys. What is not known is
/// asked in one statement for many values, once. Owned by the model that shows them. GUI thread.
class ParentTitles : public QObject
{
    Q_OBJECT

public:
    /// Asks for the titles of a table's rows whose columns have these values, in the order asked.
    using Ask = std::function<QFuture<base::Result<QList<base::NodeSummary>>>(
        const QString &table, const QStringList &columns, const QList<base::Values> &values,
        const base::Cause &cause)>;

    explicit ParentTitles(Ask ask, QObject *parent = nullptr);

    /// Null where it is not known, or not yet.
    const base::NodeSummary *known(const schema::ForeignKey &key, const base::Values &values) const;
    /// Asks for those of the parents that are not known, or not any more; a key that is NULL in part has
    /// none.
    void ask(const schema::ForeignKey &key, const QList<base::Values> &values, const base::Cause &cause);
    /// Rows of these tables (of any, where none is named) have changed: what is known of them is shown until
    /// it is asked again.
    void expire(const QSet<QString> &tables = {});
    void forgetAll();

signals:
    void arrived();

private:
    using Target = QPair<QString, QStringList>; ///< foreign keys with the same one share their parents

    static Target targetOf(const schema::ForeignKey &key) { return {key.table, key.targetColumns}; }
    void take(const Target &target, const QList<base::Values> &values,
              const QList<base::NodeSummary> &titles);

    const Ask m_ask;
    QHash<Target, QHash<base::Values, base::NodeSummary>> m_titles; ///< by target, then by value
    QHash<Target, QSet<base::Values>> m_asked;                      ///< likewise; not asked again
};

} // namespace relata::ui
