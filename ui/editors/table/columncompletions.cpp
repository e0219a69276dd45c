#include "ui/editors/table/columncompletions.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

struct CompletionWords
{
    Q_DECLARE_TR_FUNCTIONS(TableEditor)
};

QList<Completion> typeCompletions(const schema::Schema &schema)
{
    QMap<QString, int> counts; // In the order of names, where two are used as often.
    for (const schema::Table &table : schema.tables) {
        for (const schema::Column &column : table.columns) {
            if (!column.type.isEmpty())
                ++counts[column.type];
        }
    }
    QStringList used = counts.keys();
    std::ranges::stable_sort(
        used, [&counts](const QString &a, const QString &b) { return counts.value(a) > counts.value(b); });
    QList<Completion> all;
    for (const QString &type : std::as_const(used))
        all += Completion{type, CompletionWords::tr("%L1 here").arg(counts.value(type))};
    const QList<Completion> own = {
        {u"INTEGER"_s, CompletionWords::tr("whole numbers")},
        {u"TEXT"_s, CompletionWords::tr("no limit")},
        {u"VARCHAR(80)"_s, CompletionWords::tr("letters")},
        {u"REAL"_s, CompletionWords::tr("numbers")},
        {u"NUMERIC(10,2)"_s, CompletionWords::tr("digits")},
        {u"BOOLEAN"_s, CompletionWords::tr("yes or no")},
        {u"DATE"_s, CompletionWords::tr("a day")},
        {u"DATETIME"_s, CompletionWords::tr("a day and a time")},
        {u"BLOB"_s, CompletionWords::tr("bytes")},
        {u"JSON"_s, CompletionWords::tr("as text")},
    };
    for (const Completion &each : own) {
        if (!used.contains(each.text, Qt::CaseInsensitive))
            all += each;
    }
    return all;
}

QList<Completion> targetCompletions(const schema::Schema &schema)
{
    QList<Completion> all;
    for (const schema::Table &each : schema.tables) {
        if (each.kind != schema::TableKind::Table)
            continue;
        QStringList keys = each.primaryKey.size() == 1 ? each.primaryKey : QStringList();
        for (const schema::Unique &unique : each.uniques) {
            if (unique.columns.size() == 1 && !keys.contains(unique.columns.first()))
                keys += unique.columns.first();
        }
        for (const QString &key : std::as_const(keys)) {
            const schema::Column *column = each.column(key);
            all += Completion{each.name + u'.' + key, column ? column->type : QString()};
        }
    }
    return all;
}

QList<Completion> plainCompletions(const QStringList &texts)
{
    QList<Completion> all;
    for (const QString &each : texts)
        all += Completion{each, {}};
    return all;
}

} // namespace

QList<Completion> columnCompletions(const schema::Schema &schema, const schema::Table &table,
                                    ColumnField field)
{
    switch (field) {
    case ColumnField::Type:
        return typeCompletions(schema);
    case ColumnField::Default:
        return plainCompletions({u"0"_s, u"''"_s, u"CURRENT_TIMESTAMP"_s, u"CURRENT_DATE"_s, u"NULL"_s});
    case ColumnField::Collation:
        return {{u"BINARY"_s, CompletionWords::tr("byte by byte")},
                {u"NOCASE"_s, CompletionWords::tr("a is A")},
                {u"RTRIM"_s, CompletionWords::tr("blanks at the end do not count")}};
    case ColumnField::Target:
        return targetCompletions(schema);
    case ColumnField::Check: {
        QStringList names;
        for (const schema::Column &each : table.columns)
            names += each.name;
        return plainCompletions(names);
    }
    default:
        return {};
    }
}

QList<Completion> keyCompletions(const schema::Schema &schema)
{
    QList<Completion> all;
    for (const schema::Table &each : schema.tables) {
        if (each.kind != schema::TableKind::Table)
            continue;
        QList<QStringList> keys;
        for (const schema::Unique &unique : each.uniques)
            keys += unique.columns;
        if (!each.primaryKey.isEmpty())
            keys.prepend(each.primaryKey);
        for (const QStringList &key : std::as_const(keys))
            all += Completion{each.name + u'(' + key.join(u", "_s) + u')', {}};
    }
    return all;
}

} // namespace relata::ui
