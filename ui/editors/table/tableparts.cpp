#include "ui/editors/table/tableparts.h"

#include "core/schema/expressionfault.h"
#include "core/sql/columnline.h"
#include "ui/editors/table/columnedits.h"
#include "ui/editors/table/parttexts.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>
#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::Result;
using project::DocumentChange;
using schema::Check;
using schema::ForeignKey;
using schema::Index;
using schema::Table;
using schema::Unique;

namespace {

struct PartWords
{
    Q_DECLARE_TR_FUNCTIONS(TableEditor)
};

tl::unexpected<base::Error> refusePart(const QString &sentence, const QString &hint)
{
    return base::fail(ErrorCode::InvalidChange, sentence, hint);
}

template<typename Part>
void putPart(QList<Part> &list, int at, const Part &part)
{
    if (at < 0)
        list += part;
    else
        list[at] = part;
}

/// Gives a table a part as it was typed.
class PartGiver
{
public:
    PartGiver(const schema::Schema &schema, Table &table) : m_schema(schema), m_table(table) {}

    Done give(PartPlace place, const PartText &text)
    {
        switch (place.kind) {
        case PartKind::Unique:
            return giveUnique(place.at, text);
        case PartKind::ForeignKey:
            return giveKey(place.at, text);
        case PartKind::Index:
            return giveIndex(place.at, text);
        case PartKind::Check:
            break;
        }
        return giveCheck(place.at, text);
    }

private:
    Done giveUnique(int at, const PartText &text)
    {
        const auto columns = uniqueColumns(at, text.content);
        if (!columns)
            return base::fail(columns.error());
        const QList<Unique> &all = std::as_const(m_table.uniques);
        const auto known = std::ranges::find(all, *columns, &Unique::columns);
        if (known != all.cend() && known - all.cbegin() != at)
            return refusePart(PartWords::tr("'%1' is unique already.").arg(writtenNames(*columns)),
                              PartWords::tr("Choose other columns."));
        Unique unique = m_table.uniques.value(at);
        if (unique.columns != *columns)
            unique = {*columns, {}, unique.onConflict, {}, false, unique.id};
        unique.name = text.name.isEmpty() ? QString() : text.name;
        if (const Done done = giveConflict(unique.onConflict, text.rules); !done)
            return done;
        putPart(m_table.uniques, at, unique);
        return {};
    }

    /// Terms that say more than names stay while nobody types over them.
    Result<QStringList> uniqueColumns(int at, const QString &content) const
    {
        if (at >= 0 && content == partText(m_table, {PartKind::Unique, at}).content)
            return m_table.uniques[at].columns;
        return columnsIn(m_table, content);
    }

    Done giveKey(int at, const PartText &text)
    {
        ForeignKey key = m_table.foreignKeys.value(at);
        if (at < 0)
            key.id = m_schema.freeLinkId();
        const auto columns = columnsIn(m_table, text.content);
        if (!columns)
            return base::fail(columns.error());
        key.columns = *columns;
        if (const Done done = giveTarget(key, m_schema, m_table, text.target); !done)
            return done;
        if (const Done done = giveKeyRules(key, text.rules); !done)
            return done;
        key.name = text.name.isEmpty() ? QString() : text.name;
        putPart(m_table.foreignKeys, at, key);
        return {};
    }

    Done giveIndex(int at, const PartText &text)
    {
        Index index = m_table.indexes.value(at);
        if (at < 0 || text.content != partText(m_table, {PartKind::Index, at}).content) {
            if (const Done done = giveTerms(index, m_table, text.content); !done)
                return done;
        }
        if (at < 0 || text.rules != indexRules(index)) {
            if (const Done done = giveIndexRules(index, text.rules); !done)
                return done;
        }
        if (const Done done = checkTerms(index); !done)
            return done;
        index.name = text.name.isEmpty() ? freeIndexName(index) : text.name;
        const bool isTaken = std::ranges::any_of(m_table.indexes, [&](const Index &each) {
            return schema::sameName(each.name, index.name) && &each - m_table.indexes.constData() != at;
        });
        if (isTaken)
            return base::fail(ErrorCode::NameTaken,
                              PartWords::tr("There is already an index '%1'.").arg(index.name),
                              PartWords::tr("Choose another name."));
        putPart(m_table.indexes, at, index);
        return {};
    }

    /// What an index is over and where, as far as it is known.
    Done checkTerms(const Index &index) const
    {
        QStringList expressions;
        for (qsizetype i = 0; i < index.terms.size(); ++i) {
            if (index.columns.value(i).isNull())
                expressions += schema::withoutOrder(index.terms[i]);
        }
        if (!index.condition.isEmpty())
            expressions += index.condition;
        for (const QString &each : std::as_const(expressions)) {
            if (const Done done = schema::checkExpression(m_schema.engine, m_table, each); !done)
                return done;
        }
        return {};
    }

    Done giveCheck(int at, const PartText &text)
    {
        const auto line = sql::parseColumnLine(u"c TEXT CHECK ("_s + text.content + u')', m_schema.engine);
        if (!line)
            return base::fail(line.error());
        if (text.content.isEmpty() || line->checks.size() != 1 || line->checks.first() != text.content)
            return refusePart(PartWords::tr("'%1' is no condition.").arg(text.content),
                              PartWords::tr("price >= 0"));
        if (const Done done = schema::checkExpression(m_schema.engine, m_table, text.content); !done)
            return done;
        Check check = m_table.checks.value(at);
        check.condition = text.content;
        check.name = text.name.isEmpty() ? QString() : text.name;
        putPart(m_table.checks, at, check);
        return {};
    }

    QString freeIndexName(const Index &index) const
    {
        QString name = u"ix_"_s + m_table.name;
        for (const QString &each : index.columns)
            name += u'_' + (each.isNull() ? u"expr"_s : each);
        const auto isTaken = [this](const QString &wanted) {
            return std::ranges::any_of(m_schema.tables, [&wanted](const Table &table) {
                return schema::sameName(table.name, wanted) ||
                       std::ranges::any_of(table.indexes, [&wanted](const Index &each) {
                           return schema::sameName(each.name, wanted);
                       });
            });
        };
        QString free = name;
        for (int number = 2; isTaken(free); ++number)
            free = name + u'_' + QString::number(number);
        return free;
    }

    const schema::Schema &m_schema;
    Table &m_table;
};

QString kindWords(PartKind kind)
{
    switch (kind) {
    case PartKind::Unique:
        return PartWords::tr("unique");
    case PartKind::ForeignKey:
        return PartWords::tr("foreign key");
    case PartKind::Index:
        return PartWords::tr("index");
    case PartKind::Check:
        break;
    }
    return PartWords::tr("check");
}

} // namespace

QList<PartPlace> partsOf(const Table &table)
{
    QList<PartPlace> places;
    const auto add = [&places](PartKind kind, qsizetype count) {
        for (int at = 0; at < count; ++at)
            places += PartPlace{kind, at};
    };
    add(PartKind::Unique, table.uniques.size());
    add(PartKind::ForeignKey, table.foreignKeys.size());
    add(PartKind::Index, table.indexes.size());
    add(PartKind::Check, table.checks.size());
    return places;
}

PartText partText(const Table &table, PartPlace place)
{
    switch (place.kind) {
    case PartKind::Unique: {
        const Unique unique = table.uniques.value(place.at);
        const QString content =
            unique.terms.isEmpty() ? writtenNames(unique.columns) : unique.terms.join(u", "_s);
        return {unique.name, content, {}, conflictRules(unique.onConflict)};
    }
    case PartKind::ForeignKey: {
        const ForeignKey key = table.foreignKeys.value(place.at);
        QString target = key.table.isEmpty() ? QString() : writtenName(key.table);
        if (!key.targetColumns.isEmpty())
            target += u'(' + writtenNames(key.targetColumns) + u')';
        return {key.name, writtenNames(key.columns), target, keyRules(key)};
    }
    case PartKind::Index: {
        const Index index = table.indexes.value(place.at);
        const QString terms = index.terms.isEmpty() ? writtenNames(index.columns) : index.terms.join(u", "_s);
        return {index.name, terms, {}, indexRules(index)};
    }
    case PartKind::Check:
        break;
    }
    const Check check = table.checks.value(place.at);
    return {check.name, check.condition, {}, {}};
}

Result<DocumentChange> planPart(const schema::Schema &schema, base::TableId id, PartPlace place,
                                const PartText &text)
{
    const Table *table = schema.table(id);
    if (!table)
        return base::fail(ErrorCode::UnknownTable, PartWords::tr("The table is gone."));
    const QString kind = kindWords(place.kind);
    const QString label = (place.at < 0 ? PartWords::tr("Add %1 to '%2'") : PartWords::tr("Edit %1 of '%2'"))
                              .arg(kind, table->name);
    if (place.at >= 0 && text == partText(*table, place))
        return DocumentChange{label, {}};
    Table now = *table;
    if (const Done done = PartGiver(schema, now).give(place, text); !done)
        return base::fail(done.error());
    return planWholeTable(schema, now, label);
}

Result<DocumentChange> planPartRemoval(const schema::Schema &schema, base::TableId id,
                                       const QList<PartPlace> &places)
{
    const Table *table = schema.table(id);
    if (!table)
        return base::fail(ErrorCode::UnknownTable, PartWords::tr("The table is gone."));
    Table now = *table;
    QList<PartPlace> backwards = places;
    std::ranges::sort(backwards, std::greater<>(), &PartPlace::at);
    for (const PartPlace &each : std::as_const(backwards)) {
        if (each.kind == PartKind::Unique) {
            now.uniques.removeAt(each.at);
        } else if (each.kind == PartKind::ForeignKey) {
            now.foreignKeys.removeAt(each.at);
        } else if (each.kind == PartKind::Index) {
            now.indexes.removeAt(each.at);
        } else {
            now.checks.removeAt(each.at);
        }
    }
    const QString text =
        places.size() == 1 ? PartWords::tr("Remove %1 of '%2'").arg(kindWords(places.first().kind), now.name)
                           : PartWords::tr("Remove constraints of '%1'").arg(now.name);
    return planWholeTable(schema, now, text);
}

} // namespace relata::ui
