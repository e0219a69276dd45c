#pragma once

#include "core/async/doors.h"
#include "core/schema/foreignkey.h"

#include <QObject>

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

    /// Null where the parent has not been asked for; without title while the answer is on its way.
    const base::NodeSummary *known(const schema::ForeignKey &key, const base::Values &values) const;
    /// Asks for those of the parents that are not known; a key that is NULL in part has none.
    void ask(const schema::ForeignKey &key, const QList<base::Values> &values, const base::Cause &cause);
    void forgetAll() { m_titles.clear(); }

signals:
    void arrived();

private:
    const Ask m_ask;
    QHash<QString, QHash<base::Values, base::NodeSummary>> m_titles; ///< by target, then by value
};

} // namespace relata::ui
