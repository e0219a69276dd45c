#include "databaseactions.h"

#include <QCoreApplication>

#include <algorithm>

namespace relata::records {

using namespace Qt::StringLiterals;
using base::TableForecast;
using schema::Action;
using schema::ForeignKey;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("relata::records::DatabaseActions", text);
}

/// Finds reasons in the tables that are written at all.
class Reasons
{
public:
    Reasons(QList<TableForecast> touched, const schema::Schema &schema, const base::PendingEdits &edits)
        : m_touched(std::move(touched)), m_schema(schema), m_edits(edits)
    {
    }

    QString ofDeleting(const QString &table) const
    {
        return joined(actions(table, [this](const ForeignKey &key) {
            return key.onDelete == Action::Cascade && isDeletedFrom(key.table) ? u"ON DELETE CASCADE"_s
                                                                               : QString();
        }));
    }

    QString ofChanging(const QString &table) const
    {
        return joined(actions(table, [this](const ForeignKey &key) {
            if ((key.onDelete == Action::SetNull || key.onDelete == Action::SetDefault) &&
                isDeletedFrom(key.table))
                return QString(u"ON DELETE "_s + schema::actionWords(key.onDelete));
            const bool acts = key.onUpdate != Action::NoAction && key.onUpdate != Action::Restrict;
            return acts && changesKey(key) ? QString(u"ON UPDATE "_s + schema::actionWords(key.onUpdate))
                                           : QString();
        }));
    }

    QString ofAdding() const { return joined({}); }

private:
    template<typename Says>
    QStringList actions(const QString &table, Says says) const
    {
        QStringList found;
        const schema::Table *described = m_schema.table(table);
        for (const ForeignKey &key : described ? described->foreignKeys : QList<ForeignKey>())
            found += says(key);
        found.removeAll(QString());
        found.removeDuplicates();
        return found;
    }

    bool isDeletedFrom(const QString &table) const
    {
        return std::ranges::any_of(m_touched, [&](const TableForecast &each) {
            return each.deleted > 0 && schema::sameName(each.table, table);
        });
    }

    bool changesKey(const ForeignKey &key) const
    {
        const bool isChangedBesides = std::ranges::any_of(m_touched, [&](const TableForecast &each) {
            return !each.why.isEmpty() && each.changed > 0 && schema::sameName(each.table, key.table);
        });
        if (isChangedBesides)
            return true;
        const schema::Table *parent = m_schema.table(key.table);
        for (auto row = m_edits.changed.cbegin(); parent && row != m_edits.changed.cend(); ++row) {
            if (!schema::sameName(row.key().table, key.table))
                continue;
            for (const QString &column : key.targetColumns) {
                if (row->contains(parent->columnIndex(column)))
                    return true;
            }
        }
        return false;
    }

    QString joined(QStringList reasons) const
    {
        QStringList triggers;
        for (const TableForecast &each : m_touched) {
            const schema::Table *table = m_schema.table(each.table);
            for (const schema::Trigger &trigger : table ? table->triggers : QList<schema::Trigger>())
                triggers += trigger.name;
        }
        triggers.removeDuplicates();
        if (triggers.size() == 1)
            reasons += words("trigger %1").arg(triggers.first());
        else if (!triggers.isEmpty())
            reasons += words("triggers");
        return reasons.isEmpty() ? words("by the database") : reasons.join(words(" or "));
    }

    const QList<TableForecast> m_touched;
    const schema::Schema &m_schema;
    const base::PendingEdits &m_edits;
};

} // namespace

QList<TableForecast> withReasons(const QList<orm::TableRows> &besides, const QList<TableForecast> &waiting,
                                 const schema::Schema &schema, const base::PendingEdits &edits)
{
    QList<TableForecast> touched = waiting;
    for (const orm::TableRows &each : besides)
        touched += TableForecast{each.table, each.inserted, each.updated, each.deleted, u"besides"_s};
    const Reasons reasons(touched, schema, edits);
    QList<TableForecast> told;
    for (const orm::TableRows &each : besides) { // First, because what else goes may go with them.
        if (each.replaced > 0)
            told += TableForecast{each.table, 0, 0, each.replaced, u"ON CONFLICT REPLACE"_s};
    }
    for (const orm::TableRows &each : besides) {
        const schema::Table *table = schema.table(each.table);
        if (!table || table->kind == schema::TableKind::Shadow)
            continue;
        if (each.deleted > each.replaced) {
            told +=
                TableForecast{each.table, 0, 0, each.deleted - each.replaced, reasons.ofDeleting(each.table)};
        }
        if (each.updated > 0)
            told += TableForecast{each.table, 0, each.updated, 0, reasons.ofChanging(each.table)};
        if (each.inserted > 0)
            told += TableForecast{each.table, each.inserted, 0, 0, reasons.ofAdding()};
    }
    return told;
}

QList<TableForecast> waitingRows(const base::PendingEdits &edits)
{
    QHash<QString, TableForecast> tables;
    for (auto row = edits.changed.keyBegin(); row != edits.changed.keyEnd(); ++row)
        ++tables[row->table].changed;
    for (const base::NewRow &row : edits.added)
        ++tables[row.key.table].added;
    for (const base::RecordKey &key : edits.deleted)
        ++tables[key.table].deleted;
    QList<TableForecast> waiting;
    for (auto each = tables.begin(); each != tables.end(); ++each) {
        each->table = each.key();
        waiting += *each;
    }
    return waiting;
}

} // namespace relata::records
