#include "ui/editors/table/columnedits.h"

#include "core/mapping/lint/typewords.h"
#include "core/schema/conditiontext.h"
#include "core/schema/expressionfault.h"
#include "core/schema/rowid.h"
#include "core/sql/columnline.h"
#include "core/sql/schemadifferencetext.h"
#include "ui/diagram/typing/tabledraft.h"

#include <QCoreApplication>

#include <algorithm>
#include <tuple>
#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::Result;
using project::DocumentChange;
using schema::Check;
using schema::Table;

namespace {

struct ColumnWords
{
    Q_DECLARE_TR_FUNCTIONS(TableEditor)
};

Result<const Table *> editedTable(const schema::Schema &schema, base::TableId id)
{
    const Table *table = schema.table(id);
    if (!table)
        return base::fail(ErrorCode::UnknownTable, ColumnWords::tr("The table is gone."),
                          ColumnWords::tr("Undo brings it back."));
    return table;
}

QList<Check> ownChecks(const Table &table, const QString &column)
{
    QList<Check> own = table.checks;
    own.removeIf([&](const Check &check) { return !sql::isOwnCheck(table, check, column); });
    return own;
}

QString checkText(const Table &table, const QString &column)
{
    QStringList own;
    for (const Check &check : ownChecks(table, column))
        own += check.condition;
    return own.size() < 2 ? own.join(QString()) : u'(' + own.join(u") AND ("_s) + u')';
}

QString targetWords(const sql::ColumnLine &line)
{
    if (!line.target)
        return {};
    sql::ColumnLine only;
    only.column.name = u"c"_s;
    only.target = line.target;
    return sql::columnLineText(only).section(u"-> "_s, 1);
}

/// A piece of a column's line, read after a name and a type; `field` says what may come of it.
Result<sql::ColumnLine> readPiece(const schema::Schema &schema, const QString &piece, ColumnField field)
{
    const auto line = sql::parseColumnLine(u"c "_s + piece, schema.engine);
    if (!line)
        return line;
    sql::ColumnLine rest = *line;
    rest.column.name.clear();
    rest.column.type.clear();
    if (field == ColumnField::Default)
        rest.column.defaultValue.reset();
    else if (field == ColumnField::Collation)
        rest.column.collation.clear();
    else if (field == ColumnField::Check)
        rest.checks.clear();
    else if (field == ColumnField::Target)
        rest.target.reset();
    else if (field == ColumnField::Generated)
        std::tie(rest.column.generated, rest.column.expression) =
            std::tuple(schema::Generated::No, QString());
    else if (field == ColumnField::Comment)
        rest.column.comment.clear();
    if (rest != sql::ColumnLine())
        return base::fail(ErrorCode::InvalidChange,
                          ColumnWords::tr("That says more than belongs into this cell."),
                          ColumnWords::tr("Each of it has a cell of its own."));
    return line;
}

TableDraft draftOf(const Table &table)
{
    TableDraft draft{table.name, {}};
    for (const schema::Column &each : table.columns)
        draft.columns += sql::columnLineOf(table, each);
    return draft;
}

Result<DocumentChange> planDraft(const schema::Schema &schema, base::TableId id, const TableDraft &draft,
                                 const QString &text)
{
    const auto plan = planTableEdit(schema, id, draft);
    if (!plan)
        return plan;
    QList<schema::SchemaStep> steps;
    for (const project::SingleChange &each : plan->changes)
        steps += std::get<schema::SchemaChange>(each).steps;
    return possibleChange(schema, steps, text);
}

Result<DocumentChange> planCheck(const schema::Schema &schema, const Table &table, const QString &column,
                                 const QString &condition, const QString &text)
{
    Table now = table;
    qsizetype at = now.checks.size();
    Check check;
    for (const Check &each : ownChecks(table, column)) {
        if (const qsizetype place = now.checks.indexOf(each); place < at) {
            at = place;
            check = each;
        }
        now.checks.removeOne(each);
    }
    if (!condition.isEmpty()) {
        const auto line = readPiece(schema, u"TEXT CHECK ("_s + condition + u')', ColumnField::Check);
        if (!line)
            return base::fail(line.error());
        if (const auto done = schema::checkExpression(schema.engine, table, line->checks.first()); !done)
            return base::fail(done.error());
        check.condition = line->checks.first();
        now.checks.insert(std::min(at, now.checks.size()), check);
    }
    return planWholeTable(schema, now, text);
}

/// The place of a column in the primary key as typed: a number, or nothing to take it out.
Result<DocumentChange> planKey(const schema::Schema &schema, const Table &table, const QString &column,
                               const QString &typed, const QString &text)
{
    Table now = table;
    const bool wasKey = now.primaryKey.removeAll(column) > 0;
    if (!typed.isEmpty()) {
        bool isNumber = false;
        const int place = typed.toInt(&isNumber);
        if (!isNumber || place < 1)
            return base::fail(ErrorCode::InvalidChange,
                              ColumnWords::tr("'%1' is no place in the primary key.").arg(typed),
                              ColumnWords::tr("Type 1 for its first column, 2 for the second, or nothing."));
        now.primaryKey.insert(std::min(qsizetype(place - 1), now.primaryKey.size()), column);
        if (!wasKey)
            now.columns[now.columnIndex(column)].nullable = false;
        now.uniques.removeIf([&now](const schema::Unique &each) { return each.columns == now.primaryKey; });
    }
    return planWholeTable(schema, now, text);
}

/// A key's column that cannot be NULL anyway does not become so.
Result<DocumentChange> planNotNull(const schema::Schema &schema, const Table &table, int at, bool isNotNull,
                                   const QString &text)
{
    Table now = table;
    now.columns[at].nullable = !isNotNull;
    const auto plan = planWholeTable(schema, now, text);
    if (plan && plan->changes.isEmpty())
        return base::fail(ErrorCode::InvalidChange,
                          ColumnWords::tr("'%1' is a key that the database never lets be NULL.")
                              .arg(table.columns[at].name),
                          ColumnWords::tr("Take it out of the primary key first."));
    return plan;
}

/// What the column is generated from, out of a piece that was read; nothing makes it a plain column.
base::Done giveTerm(const schema::Schema &schema, const Table &table, sql::ColumnLine &line,
                    const sql::ColumnLine &read)
{
    if (read.column.generated != schema::Generated::No) {
        if (const auto done = schema::checkExpression(schema.engine, table, read.column.expression); !done)
            return done;
    }
    line.column.generated = read.column.generated;
    line.column.expression = read.column.expression;
    return {};
}

base::Done giveField(const schema::Schema &schema, const Table &table, sql::ColumnLine &line,
                     ColumnField field, const QString &typed)
{
    switch (field) {
    case ColumnField::Name:
        if (typed.isEmpty())
            return base::fail(ErrorCode::NameEmpty, ColumnWords::tr("A column needs a name."),
                              ColumnWords::tr("Type one, or remove the column with Delete."));
        line.column.name = typed;
        return {};
    case ColumnField::Unique:
        line.isUnique = !typed.isEmpty();
        return {};
    default:
        break;
    }
    sql::ColumnLine read;
    static const QHash<ColumnField, QString> starts = {{ColumnField::Type, QString()},
                                                       {ColumnField::Default, u"TEXT DEFAULT "_s},
                                                       {ColumnField::Collation, u"TEXT COLLATE "_s},
                                                       {ColumnField::Target, u"TEXT -> "_s},
                                                       {ColumnField::Generated, u"TEXT AS "_s},
                                                       {ColumnField::Comment, u"TEXT -- "_s}};
    if (!typed.isEmpty()) {
        // A term that is all of a cell needs no parentheses.
        const bool isBareTerm = field == ColumnField::Generated && !typed.startsWith(u'(');
        const auto piece =
            readPiece(schema, starts.value(field) + (isBareTerm ? u'(' + typed + u')' : typed), field);
        if (!piece)
            return base::fail(piece.error());
        read = *piece;
    }
    if (field == ColumnField::Type)
        line.column.type = mapping::sqlTypeOf(read.column.type);
    else if (field == ColumnField::Default)
        line.column.defaultValue = read.column.defaultValue;
    else if (field == ColumnField::Collation)
        line.column.collation = read.column.collation.compare("BINARY"_L1, Qt::CaseInsensitive) == 0
                                    ? QString()
                                    : read.column.collation;
    else if (field == ColumnField::Generated)
        return giveTerm(schema, table, line, read);
    else if (field == ColumnField::Comment)
        line.column.comment = read.column.comment;
    else
        line.target = read.target;
    return {};
}

QString fieldEditText(const QString &table, const QString &column, ColumnField field, const QString &typed)
{
    const QString whole = table + u'.' + column;
    switch (field) {
    case ColumnField::Name:
        return ColumnWords::tr("Rename '%1' to '%2'").arg(whole, typed);
    case ColumnField::Type:
        return ColumnWords::tr("Type of '%1': %2").arg(whole, typed.isEmpty() ? u"-"_s : typed);
    case ColumnField::Key:
        return ColumnWords::tr("Primary key of '%1'").arg(table);
    case ColumnField::NotNull:
        return typed.isEmpty() ? ColumnWords::tr("Let '%1' be NULL").arg(whole)
                               : ColumnWords::tr("Make '%1' NOT NULL").arg(whole);
    case ColumnField::Unique:
        return typed.isEmpty() ? ColumnWords::tr("Let '%1' repeat").arg(whole)
                               : ColumnWords::tr("Make '%1' UNIQUE").arg(whole);
    case ColumnField::Default:
        return ColumnWords::tr("Default of '%1'").arg(whole);
    case ColumnField::Collation:
        return ColumnWords::tr("Collation of '%1'").arg(whole);
    case ColumnField::Check:
        return ColumnWords::tr("CHECK of '%1'").arg(whole);
    case ColumnField::Generated:
        return ColumnWords::tr("What '%1' is generated from").arg(whole);
    case ColumnField::Comment:
        return ColumnWords::tr("Comment of '%1'").arg(whole);
    case ColumnField::Attribute:
    case ColumnField::Target:
        break;
    }
    return ColumnWords::tr("What '%1' refers to").arg(whole);
}

} // namespace

Result<DocumentChange> possibleChange(const schema::Schema &schema, const QList<schema::SchemaStep> &steps,
                                      const QString &text)
{
    if (steps.isEmpty())
        return DocumentChange{text, {}};
    const schema::SchemaChange change{text, steps};
    schema::Schema tried = schema;
    if (const auto done = schema::applyChange(tried, change); !done)
        return base::fail(done.error());
    return DocumentChange{text, {change}};
}

Result<DocumentChange> planWholeTable(const schema::Schema &schema, const Table &now, const QString &text)
{
    const Table *before = schema.table(now.id);
    if (!before)
        return base::fail(editedTable(schema, now.id).error());
    const Table fitting = schema::withKeyClause(now);
    const Table whole = schema::withRowid(*before) == *before ? schema::withRowid(fitting) : fitting;
    if (whole == *before)
        return DocumentChange{text, {}};
    return possibleChange(schema, {schema::ChangeTable{now.id, whole}}, text);
}

QString columnFieldText(const Table &table, const schema::Column &column, ColumnField field)
{
    const auto tick = [](bool isOn) { return isOn ? u"1"_s : QString(); };
    switch (field) {
    case ColumnField::Name:
        return column.name;
    case ColumnField::Type:
        return column.type;
    case ColumnField::Key: {
        const int place = schema::indexOfName(table.primaryKey, column.name);
        return place < 0 ? QString() : QString::number(place + 1);
    }
    case ColumnField::NotNull:
        return tick(!column.nullable);
    case ColumnField::Unique:
        return tick(sql::columnLineOf(table, column).isUnique);
    case ColumnField::Default:
        return column.defaultValue.value_or(QString());
    case ColumnField::Collation:
        return column.collation;
    case ColumnField::Check:
        return checkText(table, column.name);
    case ColumnField::Generated: {
        const QString text = sql::generatedText(column);
        return text.section(u" AS "_s, 1).chopped(text.endsWith(u" VIRTUAL"_s) ? 8 : 0);
    }
    case ColumnField::Comment:
        return column.comment;
    case ColumnField::Attribute:
        return {};
    case ColumnField::Target:
        break;
    }
    return targetWords(sql::columnLineOf(table, column));
}

Result<DocumentChange> planColumnField(const schema::Schema &schema, base::TableId id, const QString &column,
                                       ColumnField field, const QString &text)
{
    const auto table = editedTable(schema, id);
    if (!table)
        return base::fail(table.error());
    const int at = (*table)->columnIndex(column);
    if (at < 0)
        return base::fail(ErrorCode::UnknownColumn,
                          ColumnWords::tr("'%1' has no column '%2' any more.").arg((*table)->name, column),
                          ColumnWords::tr("Undo brings it back."));
    const QString typed = text.trimmed();
    const QString label = fieldEditText((*table)->name, column, field, typed);
    if (typed == columnFieldText(**table, (*table)->columns[at], field))
        return DocumentChange{label, {}};
    if (field == ColumnField::Key)
        return planKey(schema, **table, (*table)->columns[at].name, typed, label);
    if (field == ColumnField::Check)
        return planCheck(schema, **table, (*table)->columns[at].name, typed, label);
    if (field == ColumnField::NotNull)
        return planNotNull(schema, **table, at, !typed.isEmpty(), label);
    if (field == ColumnField::Unique && (*table)->primaryKey == QStringList{(*table)->columns[at].name})
        return base::fail(
            ErrorCode::InvalidChange,
            ColumnWords::tr("'%1' alone is the primary key, and so unique already.").arg(column));
    TableDraft draft = draftOf(**table);
    if (const base::Done given = giveField(schema, **table, draft.columns[at], field, typed); !given)
        return base::fail(given.error());
    return planDraft(schema, id, draft, label);
}

Result<DocumentChange> planColumnAddition(const schema::Schema &schema, base::TableId id, const QString &text)
{
    const auto table = editedTable(schema, id);
    if (!table)
        return base::fail(table.error());
    auto line = sql::parseColumnLine(text, schema.engine);
    if (!line) {
        // A name alone has no type yet.
        const auto typed = sql::parseColumnLine(text + u" TEXT"_s, schema.engine);
        const bool isName = typed && typed->column.type == "TEXT"_L1;
        if (!isName)
            return base::fail(line.error());
        line = typed;
    }
    line->column.type = mapping::sqlTypeOf(line->column.type);
    TableDraft draft = draftOf(**table);
    draft.columns += *line;
    return planDraft(schema, id, draft,
                     ColumnWords::tr("Add column '%1.%2'").arg((*table)->name, line->column.name));
}

Result<DocumentChange> planColumnMove(const schema::Schema &schema, base::TableId id,
                                      const QStringList &columns, int step)
{
    const auto table = editedTable(schema, id);
    if (!table)
        return base::fail(table.error());
    Table now = **table;
    QList<int> places;
    for (const QString &each : columns)
        places += now.columnIndex(each);
    std::ranges::sort(places);
    if (step > 0)
        std::ranges::reverse(places);
    const auto isOutside = [&](int place) {
        return place < 0 || place + step < 0 || place + step >= now.columns.size();
    };
    const QString text = columns.size() == 1
                             ? ColumnWords::tr("Move column '%1.%2'").arg(now.name, columns.first())
                             : ColumnWords::tr("Move columns of '%1'").arg(now.name);
    if (std::ranges::any_of(places, isOutside))
        return DocumentChange{text, {}};
    for (const int place : std::as_const(places))
        now.columns.swapItemsAt(place, place + step);
    return planWholeTable(schema, now, text);
}

Result<DocumentChange> planColumnRemoval(const schema::Schema &schema, base::TableId id,
                                         const QStringList &columns)
{
    const auto table = editedTable(schema, id);
    if (!table)
        return base::fail(table.error());
    TableDraft draft = draftOf(**table);
    draft.columns.removeIf(
        [&columns](const sql::ColumnLine &each) { return columns.contains(each.column.name); });
    return planDraft(schema, id, draft,
                     columns.size() == 1
                         ? ColumnWords::tr("Remove column '%1.%2'").arg((*table)->name, columns.first())
                         : ColumnWords::tr("Remove columns of '%1'").arg((*table)->name));
}

} // namespace relata::ui
