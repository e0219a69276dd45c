#pragma once

#include "core/schema/titlecolumns.h"
#include "ui/models/parenttitles.h"

#include <QTimer>

namespace relata::ui {

/// The titles of the tree's records with what waits for Save in them. An association object is named by its
/// parents: what is not in the session's memory is asked in one statement for each foreign key, however many
/// records came in one turn of the event loop, and the keys stand in until the answer comes. Owned by the
/// tree; the door and the schema have to outlive it. GUI thread.
class RecordTitles : public QObject
{
    Q_OBJECT

public:
    RecordTitles(async::Records &records, const schema::Schema &schema,
                 std::function<base::Cause()> makeCause, QObject *parent = nullptr);

    /// Whether statements may run for it.
    void setDisplaySql(base::DisplaySql sql) { m_displaySql = sql; }
    QString of(const base::Record &record) const;
    /// The record is shown: its parents' titles are asked for where they name it and are not known.
    void want(const base::Record &record);
    /// Titles of these tables' rows (of any, where none is named) may be out of date: what is wanted again is
    /// asked again.
    void expire(const QSet<QString> &tables = {}) { m_parents.expire(tables); }

signals:
    void arrived();

private:
    /// What names the rows of a table, with their parents' own title columns.
    struct Source
    {
        const schema::Table *table = nullptr;
        schema::TitleSource own;
        QList<bool> parentsHaveNames; ///< by foreign key; else the key names the parent
    };

    const Source &sourceOf(const QString &table) const;
    base::Values valuesOf(const base::Record &record, const Source &source, const QStringList &columns) const;
    QString joined(const base::Record &record, const Source &source) const;
    void ask();

    async::Records &m_records;
    const schema::Schema &m_schema;
    const std::function<base::Cause()> m_makeCause;
    ParentTitles m_parents;
    base::DisplaySql m_displaySql = base::DisplaySql::On;
    QTimer m_timer;
    QHash<QString, QList<base::Record>> m_wanted; ///< by table
    mutable QHash<QString, Source> m_sources;
};

} // namespace relata::ui
