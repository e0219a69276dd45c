#include "comparison.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

#include <algorithm>

namespace relata::scenarios {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const QJsonValue &value)
{
    if (value.isBool())
        return QString::number(int(value.toBool()));
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
}

QStringList sortedTexts(const QJsonArray &values)
{
    QStringList texts;
    for (const QJsonValue &value : values)
        texts += textOf(value);
    texts.sort();
    return texts;
}

QJsonObject withoutNulls(const QJsonObject &row)
{
    QJsonObject left;
    for (auto cell = row.begin(); cell != row.end(); ++cell) {
        if (!cell->isNull())
            left.insert(cell.key(), *cell);
    }
    return left;
}

/// What a step sent, one line a SELECT or a written row.
QStringList sentBy(const QJsonObject &step, bool selects)
{
    QStringList lines;
    for (const QJsonValue &each : step[u"sql"_s].toArray()) {
        const QJsonObject sent = each.toObject();
        const QString verb = sent[u"op"_s].toString();
        if ((verb == "SELECT"_L1) != selects)
            continue;
        if (selects) {
            lines += sortedTexts(sent[u"tables"_s].toArray()).join(u',') + u" with "_s +
                     sortedTexts(sent[u"params"_s].toArray()).join(u',') +
                     u" %1 outer joins, limit %2, subquery %3"_s.arg(sent[u"outer_joins"_s].toInt())
                         .arg(sent[u"limit"_s].toBool())
                         .arg(sent[u"subquery"_s].toBool());
            continue;
        }
        for (const QJsonValue &row : sent[u"rows"_s].toArray()) {
            const QJsonObject cells = row.toObject();
            lines += verb + u' ' + sent[u"table"_s].toString() + u' ' +
                     textOf(verb == "INSERT"_L1 ? withoutNulls(cells) : cells);
        }
    }
    lines.sort();
    return lines;
}

QString classOf(const QJsonObject &record)
{
    return record[u"error"_s].toObject()[u"class"_s].toString();
}

/// Python's KeyError is an accident of the reference: a rule is broken.
QString unequalErrors(const QJsonObject &expected, const QJsonObject &actual)
{
    const QString wanted = classOf(expected);
    const QString found = classOf(actual);
    const bool isRule = wanted == "KeyError"_L1 && found == "AssertionError"_L1;
    return wanted == found || isRule ? QString() : u"error: expected %1, got %2"_s.arg(wanted, found);
}

QStringList warningsOf(const QJsonObject &step)
{
    QStringList classes;
    for (const QJsonValue &warning : step[u"warnings"_s].toArray())
        classes += warning.toObject()[u"class"_s].toString();
    classes.sort();
    return classes;
}

QString resultOf(const QJsonObject &step, bool isUnordered)
{
    static const QStringList sortedOnes = {u"rows"_s, u"loaded"_s, u"pending"_s, u"dirty"_s};
    const QJsonValue value = step.value(u"result"_s);
    const QString operation = step[u"do"_s].toArray().at(0).toString();
    if (!value.isArray() || (!isUnordered && !sortedOnes.contains(operation)))
        return value.isUndefined() ? textOf(QJsonValue()) : textOf(value);
    if (operation != "each"_L1)
        return sortedTexts(value.toArray()).join(u',');
    QStringList lists;
    for (const QJsonValue &list : value.toArray())
        lists += sortedTexts(list.toArray()).join(u',');
    return lists.join(u';');
}

QString unequal(const QString &what, const QString &expected, const QString &actual)
{
    return expected == actual ? QString() : u"%1: expected %2, got %3"_s.arg(what, expected, actual);
}

QString stepDifference(const QJsonObject &expected, const QJsonObject &actual)
{
    const bool isUnordered = expected[u"unordered"_s].toBool();
    const bool fails = !classOf(expected).isEmpty();
    QString found = unequalErrors(expected, actual);
    if (found.isEmpty() && !fails)
        found = unequal(u"result"_s, resultOf(expected, isUnordered), resultOf(actual, isUnordered));
    if (found.isEmpty() && !fails)
        found = unequal(u"changes"_s, sentBy(expected, false).join(u'\n'), sentBy(actual, false).join(u'\n'));
    if (found.isEmpty())
        found = unequal(u"selects"_s, sentBy(expected, true).join(u'\n'), sentBy(actual, true).join(u'\n'));
    if (found.isEmpty())
        found = unequal(u"warnings"_s, warningsOf(expected).join(u','), warningsOf(actual).join(u','));
    return found;
}

/// Older expected results have no facts: nothing is compared then.
QString relationshipsDifference(const QJsonObject &expected, const QJsonObject &actual)
{
    if (!expected.contains(u"relationships"_s))
        return {};
    const QJsonObject wanted = expected[u"relationships"_s].toObject();
    const QJsonObject found = actual[u"relationships"_s].toObject();
    if (wanted.keys() != found.keys())
        return unequal(u"relationships"_s, wanted.keys().join(u','), found.keys().join(u','));
    for (const QString &name : wanted.keys()) {
        for (const char16_t *fact : {u"direction", u"uselist", u"target", u"use_get", u"viewonly"}) {
            const QString key = QString::fromUtf16(fact);
            if (wanted[name][key] != found[name][key])
                return unequal(name + u' ' + key, textOf(wanted[name][key]), textOf(found[name][key]));
        }
        for (const char16_t *fact : {u"sync", u"remote_side", u"reverse", u"cascade"}) {
            const QString key = QString::fromUtf16(fact);
            const QString texts = sortedTexts(wanted[name][key].toArray()).join(u',');
            if (texts != sortedTexts(found[name][key].toArray()).join(u','))
                return unequal(name + u' ' + key, texts, textOf(found[name][key]));
        }
    }
    return {};
}

QString configurationDifference(const QJsonObject &expected, const QJsonObject &actual)
{
    QString found = unequal(u"error"_s, classOf(expected), classOf(actual));
    if (found.isEmpty())
        found = relationshipsDifference(expected, actual);
    if (found.isEmpty() && expected.contains(u"warnings"_s))
        found = unequal(u"warnings"_s, warningsOf(expected).join(u','), warningsOf(actual).join(u','));
    return found;
}

} // namespace

QString differenceOf(const QJsonObject &expected, const QJsonObject &actual)
{
    QString found =
        configurationDifference(expected[u"configure"_s].toObject(), actual[u"configure"_s].toObject());
    if (found.isEmpty()) {
        found = unequal(u"creating the tables"_s, expected[u"create_error"_s][u"class"_s].toString(),
                        actual[u"create_error"_s][u"class"_s].toString());
    }
    if (!found.isEmpty())
        return found;
    const QJsonArray ours = expected[u"steps"_s].toArray();
    const QJsonArray theirs = actual[u"steps"_s].toArray();
    if (ours.size() != theirs.size())
        return u"%1 steps, not %2"_s.arg(theirs.size()).arg(ours.size());
    for (int number = 0; number < ours.size(); ++number) {
        found = stepDifference(ours[number].toObject(), theirs[number].toObject());
        if (!found.isEmpty())
            return u"step %1 %2: %3"_s.arg(number).arg(textOf(ours[number].toObject()[u"do"_s]), found);
    }
    const QJsonObject tables = expected[u"final"_s].toObject();
    for (auto table = tables.begin(); table != tables.end(); ++table) {
        const QJsonArray rows = actual[u"final"_s].toObject()[table.key()].toArray();
        found = unequal(u"rows of "_s + table.key(), sortedTexts(table->toArray()).join(u'\n'),
                        sortedTexts(rows).join(u'\n'));
        if (!found.isEmpty())
            return found;
    }
    return {};
}

} // namespace relata::scenarios
