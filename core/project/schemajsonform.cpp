#include "schemajsonform.h"

#include <QJsonArray>

#include <algorithm>

namespace relata::project {

using namespace Qt::StringLiterals;
using schema::Action;
using schema::Check;
using schema::Column;
using schema::ForeignKey;
using schema::Generated;
using schema::Index;
using schema::KeyClause;
using schema::Table;
using schema::TableKind;
using schema::Trigger;
using schema::Unique;

namespace {

constexpr int kLetters = 26;
constexpr int kIdLength = 7;

QJsonArray listOf(const QStringList &texts)
{
    QJsonArray array;
    for (const QString &text : texts)
        array += text.isNull() ? QJsonValue() : QJsonValue(text);
    return array;
}

/// Every item, a null read as a null text.
QStringList wholeTexts(const QJsonValue &list)
{
    QStringList texts;
    for (const QJsonValue &each : list.toArray())
        texts += each.isString() ? each.toString() : QString();
    return texts;
}

void insertSet(QJsonObject &form, const QString &key, const QString &text)
{
    if (!text.isEmpty())
        form.insert(key, text);
}

void insertSet(QJsonObject &form, const QString &key, bool truth)
{
    if (truth)
        form.insert(key, true);
}

void insertSet(QJsonObject &form, const QString &key, const QStringList &texts)
{
    if (!texts.isEmpty())
        form.insert(key, listOf(texts));
}

void insertSet(QJsonObject &form, const QString &key, schema::OnConflict conflict)
{
    insertSet(form, key, schema::conflictWord(conflict).toLower());
}

void insertId(QJsonObject &form, int number)
{
    if (number != 0)
        form.insert(u"id"_s, idLetters(number));
}

TableKind kindFrom(const QString &word)
{
    for (const TableKind kind : {TableKind::View, TableKind::Virtual, TableKind::Shadow, TableKind::Broken}) {
        if (schema::kindWord(kind) == word)
            return kind;
    }
    return TableKind::Table;
}

QString textFrom(const QJsonObject &form, const QString &key)
{
    const QJsonValue value = form.value(key);
    return value.isString() ? value.toString() : QString();
}

int idFrom(const QJsonObject &form)
{
    return idNumber(form.value(u"id"_s).toString());
}

schema::OnConflict conflictFrom(const QJsonObject &form, const QString &key)
{
    return schema::conflictFromWord(form.value(key).toString());
}

Unique uniqueFrom(const QJsonObject &form)
{
    Unique unique{wholeTexts(form.value(u"columns"_s)), textFrom(form, u"name"_s)};
    unique.onConflict = conflictFrom(form, u"onConflict"_s);
    unique.terms = wholeTexts(form.value(u"terms"_s));
    unique.isPrivate = form.value(u"private"_s).toBool();
    unique.id = {idFrom(form)};
    return unique;
}

Check checkFrom(const QJsonObject &form)
{
    return {form.value(u"text"_s).toString(), textFrom(form, u"name"_s), {idFrom(form)}};
}

KeyClause keyClauseFrom(const QJsonObject &form)
{
    KeyClause clause;
    clause.name = textFrom(form, u"keyName"_s);
    clause.onConflict = conflictFrom(form, u"keyOnConflict"_s);
    clause.terms = wholeTexts(form.value(u"keyTerms"_s));
    clause.autoincrement = form.value(u"autoincrement"_s).toBool();
    return clause;
}

Column columnFrom(const QJsonObject &form)
{
    Column column;
    column.name = form.value(u"name"_s).toString();
    column.type = form.value(u"type"_s).toString();
    if (column.type.isNull())
        column.type = u""_s;
    column.nullable = !form.value(u"notNull"_s).toBool();
    if (form.contains(u"default"_s))
        column.defaultValue = form.value(u"default"_s).toString();
    const QString generated = form.value(u"generated"_s).toString();
    column.generated = generated == "stored"_L1    ? Generated::Stored
                       : generated == "virtual"_L1 ? Generated::Virtual
                                                   : Generated::No;
    column.collation = textFrom(form, u"collation"_s);
    column.expression = textFrom(form, u"expression"_s);
    column.onNull = conflictFrom(form, u"onNull"_s);
    column.comment = textFrom(form, u"comment"_s);
    column.id = {idFrom(form)};
    return column;
}

ForeignKey foreignKeyFrom(const QJsonObject &form)
{
    ForeignKey key;
    key.id = {idNumber(form.value(u"id"_s).toString())};
    key.name = textFrom(form, u"name"_s);
    key.columns = wholeTexts(form.value(u"columns"_s));
    key.table = form.value(u"table"_s).toString();
    key.targetColumns = wholeTexts(form.value(u"targets"_s));
    key.implicitTarget = form.value(u"implicit"_s).toBool();
    key.onDelete = schema::actionFromWords(form.value(u"onDelete"_s).toString());
    key.onUpdate = schema::actionFromWords(form.value(u"onUpdate"_s).toString());
    key.deferrable = form.value(u"deferrable"_s).toBool();
    key.initiallyDeferred = form.value(u"initiallyDeferred"_s).toBool();
    key.useAlter = form.value(u"useAlter"_s).toBool();
    return key;
}

Index indexFrom(const QJsonObject &form)
{
    Index index;
    index.name = form.value(u"name"_s).toString();
    index.columns = wholeTexts(form.value(u"columns"_s));
    index.unique = form.value(u"unique"_s).toBool();
    index.partial = form.value(u"partial"_s).toBool();
    index.terms = wholeTexts(form.value(u"terms"_s));
    index.condition = textFrom(form, u"condition"_s);
    index.collations = wholeTexts(form.value(u"collations"_s));
    index.id = {idFrom(form)};
    return index;
}

} // namespace

QString idLetters(int number)
{
    QString letters(kIdLength, u'a');
    for (int i = kIdLength - 1; i >= 0; --i, number /= kLetters)
        letters[i] = QChar(u'a' + number % kLetters);
    return letters;
}

int idNumber(const QString &letters)
{
    qint64 number = 0;
    for (const QChar letter : letters) {
        if (letters.size() != kIdLength || letter < u'a' || letter > u'z')
            return 0;
        number = number * kLetters + (letter.unicode() - u'a');
    }
    return number <= std::numeric_limits<int>::max() ? int(number) : 0;
}

QJsonObject tableHead(const Table &table)
{
    QJsonObject form{{u"id"_s, idLetters(table.id.number)}, {u"name"_s, table.name}};
    if (table.kind != TableKind::Table)
        form.insert(u"kind"_s, schema::kindWord(table.kind));
    insertSet(form, u"error"_s, table.error);
    insertSet(form, u"primaryKey"_s, table.primaryKey);
    insertSet(form, u"withoutRowid"_s, table.withoutRowid);
    insertSet(form, u"rowidAlias"_s, table.rowidAlias);
    insertSet(form, u"rowidName"_s, table.rowidName);
    insertSet(form, u"privateKey"_s, table.hasPrivateKey);
    insertSet(form, u"keyName"_s, table.keyClause.name);
    insertSet(form, u"keyOnConflict"_s, table.keyClause.onConflict);
    insertSet(form, u"keyTerms"_s, table.keyClause.terms);
    insertSet(form, u"autoincrement"_s, table.keyClause.autoincrement);
    insertSet(form, u"strict"_s, table.strict);
    insertSet(form, u"comment"_s, table.comment);
    insertSet(form, u"sql"_s, table.sql);
    return form;
}

QJsonObject columnForm(const Column &column)
{
    QJsonObject form{{u"name"_s, column.name}};
    insertSet(form, u"type"_s, column.type);
    insertSet(form, u"notNull"_s, !column.nullable);
    if (column.defaultValue)
        form.insert(u"default"_s, *column.defaultValue);
    if (column.generated != Generated::No)
        form.insert(u"generated"_s, column.generated == Generated::Stored ? u"stored"_s : u"virtual"_s);
    insertSet(form, u"collation"_s, column.collation);
    insertSet(form, u"expression"_s, column.expression);
    insertSet(form, u"onNull"_s, column.onNull);
    insertSet(form, u"comment"_s, column.comment);
    insertId(form, column.id.number);
    return form;
}

QJsonObject foreignKeyForm(const ForeignKey &key)
{
    QJsonObject form{{u"id"_s, idLetters(key.id.number)}, {u"table"_s, key.table}};
    insertSet(form, u"name"_s, key.name);
    insertSet(form, u"columns"_s, key.columns);
    insertSet(form, u"targets"_s, key.targetColumns);
    insertSet(form, u"implicit"_s, key.implicitTarget);
    if (key.onDelete != Action::NoAction)
        form.insert(u"onDelete"_s, schema::actionWords(key.onDelete));
    if (key.onUpdate != Action::NoAction)
        form.insert(u"onUpdate"_s, schema::actionWords(key.onUpdate));
    insertSet(form, u"deferrable"_s, key.deferrable);
    insertSet(form, u"initiallyDeferred"_s, key.initiallyDeferred);
    insertSet(form, u"useAlter"_s, key.useAlter);
    return form;
}

QJsonObject indexForm(const Index &index)
{
    QJsonObject form{{u"name"_s, index.name}};
    insertSet(form, u"columns"_s, index.columns);
    insertSet(form, u"unique"_s, index.unique);
    insertSet(form, u"partial"_s, index.partial);
    insertSet(form, u"terms"_s, index.terms);
    if (!index.condition.isNull())
        form.insert(u"condition"_s, index.condition);
    insertSet(form, u"collations"_s, index.collations);
    insertId(form, index.id.number);
    return form;
}

QJsonObject uniqueForm(const Unique &unique)
{
    QJsonObject form;
    insertSet(form, u"columns"_s, unique.columns);
    insertSet(form, u"name"_s, unique.name);
    insertSet(form, u"onConflict"_s, unique.onConflict);
    insertSet(form, u"terms"_s, unique.terms);
    insertSet(form, u"private"_s, unique.isPrivate);
    insertId(form, unique.id.number);
    return form;
}

QJsonObject checkForm(const Check &check)
{
    QJsonObject form{{u"text"_s, check.condition}};
    insertSet(form, u"name"_s, check.name);
    insertId(form, check.id.number);
    return form;
}

QJsonObject triggerForm(const Trigger &trigger)
{
    QJsonObject form{{u"text"_s, trigger.name}};
    insertSet(form, u"sql"_s, trigger.sql);
    return form;
}

Table tableFrom(const QJsonObject &form)
{
    Table table;
    table.id = {idNumber(form.value(u"id"_s).toString())};
    table.name = form.value(u"name"_s).toString();
    table.kind = kindFrom(form.value(u"kind"_s).toString());
    table.error = textFrom(form, u"error"_s);
    table.primaryKey = wholeTexts(form.value(u"primaryKey"_s));
    table.withoutRowid = form.value(u"withoutRowid"_s).toBool();
    table.rowidAlias = textFrom(form, u"rowidAlias"_s);
    table.rowidName = textFrom(form, u"rowidName"_s);
    table.hasPrivateKey = form.value(u"privateKey"_s).toBool();
    table.keyClause = keyClauseFrom(form);
    table.strict = form.value(u"strict"_s).toBool();
    table.comment = textFrom(form, u"comment"_s);
    table.sql = textFrom(form, u"sql"_s);
    for (const QJsonValue &each : itemsOf(form.value(u"columns"_s)))
        table.columns += columnFrom(each.toObject());
    for (const QJsonValue &each : itemsOf(form.value(u"uniques"_s)))
        table.uniques += uniqueFrom(each.toObject());
    for (const QJsonValue &each : itemsOf(form.value(u"privateUniques"_s))) { // What older versions wrote.
        const QStringList columns = wholeTexts(each.toObject().value(u"columns"_s));
        const auto meant = std::ranges::find_if(
            table.uniques, [&columns](const Unique &unique) { return unique.columns == columns; });
        if (meant != table.uniques.end())
            meant->isPrivate = true;
    }
    for (const QJsonValue &each : itemsOf(form.value(u"checks"_s)))
        table.checks += checkFrom(each.toObject());
    for (const QJsonValue &each : itemsOf(form.value(u"triggers"_s)))
        table.triggers +=
            Trigger{each.toObject().value(u"text"_s).toString(), textFrom(each.toObject(), u"sql"_s)};
    for (const QJsonValue &each : itemsOf(form.value(u"indexes"_s)))
        table.indexes += indexFrom(each.toObject());
    for (const QJsonValue &each : itemsOf(form.value(u"foreignKeys"_s)))
        table.foreignKeys += foreignKeyFrom(each.toObject());
    return table;
}

QJsonArray itemsOf(const QJsonValue &list)
{
    QJsonArray items;
    for (const QJsonValue &each : list.toArray()) {
        if (!each.isNull())
            items += each;
    }
    return items;
}

QStringList textsOf(const QJsonValue &list)
{
    QStringList texts;
    for (const QJsonValue &each : itemsOf(list))
        texts += each.toString();
    return texts;
}

} // namespace relata::project
