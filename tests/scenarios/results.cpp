#include "results.h"

#include <QJsonArray>

namespace relata::scenarios {

using namespace Qt::StringLiterals;
using namespace relata::mapping;

namespace {

QString operandText(const Configuration &configuration, const JoinOperand &operand)
{
    return operand.isColumn() ? configuration.label(operand.column) : operand.literal.value().toSql();
}

QJsonValue joinText(const Configuration &configuration, const QList<JoinComparison> &join)
{
    QStringList terms;
    for (const JoinComparison &each : join) {
        terms += operandText(configuration, each.left) + u' ' + each.op + u' ' +
                 operandText(configuration, each.right);
    }
    return join.isEmpty() ? QJsonValue() : QJsonValue(terms.join(u" AND "_s));
}

QJsonArray sortedTexts(QStringList texts)
{
    texts.sort();
    return QJsonArray::fromStringList(texts);
}

QString directionName(schema::Direction direction)
{
    return schema::directionWord(direction).toUpper();
}

QJsonObject facts(const Configuration &configuration, const ConfiguredRelationship &relationship)
{
    QStringList sync;
    for (const SyncPair &pair : relationship.synchronizePairs + relationship.secondarySynchronizePairs)
        sync += configuration.label(pair.source) + u"->"_s + configuration.label(pair.destination);
    QStringList remote;
    for (const ColumnIndex column : relationship.remoteColumns)
        remote += configuration.label(column);
    QStringList reverse;
    for (const int other : relationship.reverse)
        reverse += configuration.label(configuration.relationships[other]);
    return {{u"direction"_s, directionName(relationship.direction)},
            {u"uselist"_s, relationship.uselist},
            {u"target"_s, configuration.classes[relationship.target].name},
            {u"sync"_s, QJsonArray::fromStringList(sync)},
            {u"remote_side"_s, sortedTexts(remote)},
            {u"use_get"_s, relationship.useGet},
            {u"reverse"_s, sortedTexts(reverse)},
            {u"cascade"_s, QJsonArray::fromStringList(cascadeWords(relationship.cascade))},
            {u"viewonly"_s, relationship.viewonly},
            {u"primaryjoin"_s, joinText(configuration, relationship.primaryjoin)},
            {u"secondaryjoin"_s, joinText(configuration, relationship.secondaryjoin)}};
}

} // namespace

QJsonObject finding(const Diagnostic &diagnostic)
{
    const QString hint = diagnostic.hint.isEmpty() ? QString() : u' ' + diagnostic.hint;
    return {{u"class"_s, diagnostic.kind}, {u"message"_s, diagnostic.sentence + hint}};
}

QJsonObject configureResult(const Configuration &configuration)
{
    QJsonArray warnings;
    for (const Diagnostic &each : configuration.emittedWarnings())
        warnings += finding(each);
    QJsonObject result = {{u"warnings"_s, warnings}};
    if (const Diagnostic *error = configuration.firstError()) {
        result.insert(u"error"_s, finding(*error));
        return result;
    }
    QJsonObject relationships;
    for (const ConfiguredRelationship &each : configuration.relationships)
        relationships.insert(configuration.label(each), facts(configuration, each));
    result.insert(u"relationships"_s, relationships);
    return result;
}

} // namespace relata::scenarios
