#include "ui/editors/table/parttexts.h"

#include "core/sql/columnline.h"
#include "core/sql/columntokens.h"
#include "core/sql/createindexparser.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::Result;
using schema::ForeignKey;
using schema::Index;
using schema::Table;
using sql::ColumnToken;

namespace {

struct PartTextWords
{
    Q_DECLARE_TR_FUNCTIONS(TableEditor)
};

tl::unexpected<base::Error> refuseText(const QString &sentence, const QString &hint)
{
    return base::fail(ErrorCode::InvalidChange, sentence, hint);
}

/// Separated by commas; those in quotes and parentheses separate nothing.
Result<QStringList> termsIn(const QString &text)
{
    const auto read = sql::parseCreateIndex(u"CREATE INDEX i ON t ("_s + text + u')');
    const auto dense = [](QString all) { return all.remove(u' '); };
    const bool isWhole = read && dense(read->terms.join(u',')) == dense(text);
    if (!isWhole || read->terms.contains(u""_s))
        return refuseText(PartTextWords::tr("'%1' is no list of columns.").arg(text),
                          PartTextWords::tr("Separate their names by commas: user_id, created_at"));
    return read->terms;
}

/// The only name that a term is; null for anything else.
QString nameIn(const QString &term)
{
    const auto tokens = sql::columnTokens(term);
    const bool isName = tokens && tokens->size() == 1 &&
                        (tokens->first().kind == ColumnToken::Kind::Word ||
                         tokens->first().kind == ColumnToken::Kind::QuotedName);
    return isName ? tokens->first().text : QString();
}

Done checkColumn(const Table &table, const QString &name)
{
    if (table.column(name))
        return {};
    return base::fail(ErrorCode::UnknownColumn,
                      PartTextWords::tr("'%1' has no column '%2'.").arg(table.name, name),
                      PartTextWords::tr("Choose one of its columns."));
}

/// A term of an index: what it is over, and how it is compared.
Done giveTerm(Index &index, const Table &table, const QString &term)
{
    const auto tokens = sql::columnTokens(term);
    const bool startsWithName = tokens && !tokens->isEmpty() &&
                                (tokens->first().kind == ColumnToken::Kind::Word ||
                                 tokens->first().kind == ColumnToken::Kind::QuotedName);
    const bool isCall = tokens && tokens->size() > 1 && tokens->at(1).kind == ColumnToken::Kind::Parentheses;
    if (!startsWithName || isCall) {
        index.columns += QString();
        index.collations += QString();
        return {};
    }
    if (const Done done = checkColumn(table, tokens->first().text); !done)
        return done;
    const schema::Column &column = *table.column(tokens->first().text);
    QString collation = column.collation;
    for (qsizetype i = 1; i < tokens->size(); ++i) {
        if (tokens->at(i).is("COLLATE"_L1) && i + 1 < tokens->size())
            collation = tokens->at(++i).text;
        else if (!tokens->at(i).is("ASC"_L1) && !tokens->at(i).is("DESC"_L1))
            return refuseText(
                PartTextWords::tr("%1 is not understood after a column.").arg(tokens->at(i).text),
                PartTextWords::tr("DESC, ASC or COLLATE NOCASE"));
    }
    index.columns += column.name;
    index.collations += collation.compare("BINARY"_L1, Qt::CaseInsensitive) == 0 ? QString() : collation;
    return {};
}

} // namespace

QString writtenName(const QString &name)
{
    static const QRegularExpression plain(u"^[\\w$]+$"_s, QRegularExpression::UseUnicodePropertiesOption);
    const bool isPlain = plain.match(name).hasMatch() && !name.front().isDigit();
    return isPlain ? name : u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"';
}

QString writtenNames(const QStringList &names)
{
    QStringList written;
    for (const QString &each : names)
        written += writtenName(each);
    return written.join(u", "_s);
}

Result<QStringList> columnsIn(const Table &table, const QString &text)
{
    const auto terms = termsIn(text);
    if (!terms)
        return terms;
    QStringList columns;
    for (const QString &term : *terms) {
        const QString name = nameIn(term);
        if (const Done done = checkColumn(table, name.isNull() ? term : name); !done)
            return base::fail(done.error());
        columns += table.column(name)->name;
    }
    return columns;
}

Done giveTarget(ForeignKey &key, const schema::Schema &schema, const Table &own, const QString &text)
{
    const auto tokens = sql::columnTokens(text);
    if (!tokens)
        return base::fail(tokens.error());
    if (tokens->isEmpty() || tokens->size() > 2 ||
        (tokens->size() == 2 && tokens->last().kind != ColumnToken::Kind::Parentheses))
        return refuseText(PartTextWords::tr("'%1' names no table to refer to.").arg(text),
                          PartTextWords::tr("Type a table with its columns: user(id)"));
    const ColumnToken &first = tokens->first();
    const qsizetype dot = first.kind == ColumnToken::Kind::Word ? first.text.indexOf(u'.') : qsizetype(-1);
    const QString name = dot < 0 ? first.text : first.text.left(dot);
    const Table *parent = schema::sameName(name, own.name) ? &own : schema.table(name);
    QStringList targets = dot < 0 ? QStringList() : QStringList{first.text.mid(dot + 1)};
    if (tokens->size() == 2) {
        const QString inside = tokens->last().text;
        const auto terms = termsIn(inside.mid(1, inside.size() - 2));
        if (!terms)
            return base::fail(terms.error());
        for (const QString &each : *terms)
            targets += nameIn(each).isNull() ? each : nameIn(each);
    }
    if (targets.isEmpty() && parent)
        targets = parent->primaryKey;
    if (!targets.isEmpty() && targets.size() != key.columns.size())
        return refuseText(PartTextWords::tr("%1 cannot refer to %2: as many columns stand on both sides.")
                              .arg(writtenNames(key.columns), writtenNames(targets)),
                          PartTextWords::tr("Name a column of the target for each."));
    for (QString &each : targets) {
        if (const schema::Column *column = parent ? parent->column(each) : nullptr)
            each = column->name;
    }
    key.table = parent ? parent->name : name;
    key.targetColumns = targets;
    key.implicitTarget = targets.isEmpty();
    return {};
}

Done giveKeyRules(ForeignKey &key, const QString &text)
{
    static const QRegularExpression deferrable(u"\\bDEFERRABLE\\b(\\s+INITIALLY\\s+DEFERRED\\b)?"_s,
                                               QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = deferrable.match(text);
    const auto line = sql::parseColumnLine(u"c TEXT -> t "_s + QString(text).remove(deferrable));
    if (!line)
        return base::fail(line.error());
    key.onDelete = line->target->onDelete;
    key.onUpdate = line->target->onUpdate;
    key.deferrable = match.hasMatch();
    key.initiallyDeferred = key.deferrable && !match.captured(1).isEmpty();
    return {};
}

QString keyRules(const ForeignKey &key)
{
    QStringList rules;
    if (key.onDelete != schema::Action::NoAction)
        rules += u"ON DELETE "_s + schema::actionWords(key.onDelete);
    if (key.onUpdate != schema::Action::NoAction)
        rules += u"ON UPDATE "_s + schema::actionWords(key.onUpdate);
    if (key.deferrable)
        rules += key.initiallyDeferred ? u"DEFERRABLE INITIALLY DEFERRED"_s : u"DEFERRABLE"_s;
    return rules.join(u' ');
}

Done giveConflict(schema::OnConflict &conflict, const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    const auto isWord = [&words](qsizetype at, QLatin1StringView word) {
        return words.value(at).compare(word, Qt::CaseInsensitive) == 0;
    };
    const schema::OnConflict given = schema::conflictFromWord(words.value(2));
    const bool isGiven = words.size() == 3 && isWord(0, "ON"_L1) && isWord(1, "CONFLICT"_L1) &&
                         given != schema::OnConflict::Default;
    if (!words.isEmpty() && !isGiven)
        return refuseText(PartTextWords::tr("%1 is not understood here.").arg(text),
                          PartTextWords::tr("ON CONFLICT REPLACE, IGNORE, FAIL, ABORT or ROLLBACK"));
    conflict = given;
    return {};
}

QString conflictRules(schema::OnConflict conflict)
{
    const QString word = schema::conflictWord(conflict);
    return word.isNull() ? QString() : u"ON CONFLICT "_s + word;
}

Done giveTerms(Index &index, const Table &table, const QString &text)
{
    const auto terms = termsIn(text);
    if (!terms)
        return base::fail(terms.error());
    index.columns.clear();
    index.collations.clear();
    bool isPlain = true;
    for (const QString &term : *terms) {
        if (const Done done = giveTerm(index, table, term); !done)
            return done;
        isPlain = isPlain && !index.columns.last().isNull() && !nameIn(term).isNull();
    }
    index.terms = isPlain ? QStringList() : *terms;
    return {};
}

Done giveIndexRules(Index &index, const QString &text)
{
    static const QRegularExpression form(u"^(UNIQUE\\b)?\\s*(?:WHERE\\b\\s*(.+))?$"_s,
                                         QRegularExpression::CaseInsensitiveOption |
                                             QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return refuseText(
            PartTextWords::tr("'%1' is no rule of an index.").arg(text),
            PartTextWords::tr("UNIQUE, WHERE with a condition, or both: UNIQUE WHERE active = 1"));
    index.unique = match.hasCaptured(1) && !match.captured(1).isEmpty();
    index.partial = match.hasCaptured(2) && !match.captured(2).isEmpty();
    index.condition = index.partial ? match.captured(2).trimmed() : QString();
    return {};
}

QString indexRules(const Index &index)
{
    QStringList rules;
    if (index.unique)
        rules += u"UNIQUE"_s;
    if (index.partial)
        rules += u"WHERE "_s + index.condition;
    return rules.join(u' ');
}

} // namespace relata::ui
