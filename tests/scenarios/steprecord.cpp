#include "steprecord.h"

#include <QJsonArray>

namespace relata::scenarios {

using namespace Qt::StringLiterals;
using base::Result;

namespace {

QJsonObject objectOf(const orm::NamedValues &values)
{
    QJsonObject json;
    for (const auto &[name, value] : values)
        json.insert(name, jsonOf(value));
    return json;
}

QJsonObject recordOf(const orm::SentStatement &sent)
{
    using Kind = orm::SentStatement::Kind;
    const QString table = sent.tables.value(0);
    switch (sent.kind) {
    case Kind::Select: {
        QJsonArray params;
        for (const base::Value &value : sent.params)
            params += jsonOf(value);
        return {{u"op"_s, u"SELECT"_s},       {u"tables"_s, QJsonArray::fromStringList(sent.tables)},
                {u"params"_s, params},        {u"outer_joins"_s, sent.outerJoins},
                {u"limit"_s, sent.limit},     {u"subquery"_s, sent.subquery},
                {u"ordered"_s, sent.ordered}, {u"text"_s, sent.sql}};
    }
    case Kind::Insert:
        return {{u"op"_s, u"INSERT"_s}, {u"table"_s, table}, {u"rows"_s, QJsonArray{objectOf(sent.row.set)}}};
    case Kind::Update:
        return {{u"op"_s, u"UPDATE"_s},
                {u"table"_s, table},
                {u"rows"_s, QJsonArray{QJsonObject{{u"set"_s, objectOf(sent.row.set)},
                                                   {u"where"_s, objectOf(sent.row.where)}}}}};
    case Kind::Delete:
        return {
            {u"op"_s, u"DELETE"_s}, {u"table"_s, table}, {u"rows"_s, QJsonArray{objectOf(sent.row.where)}}};
    case Kind::Text:
        break;
    }
    const QStringList words = sent.sql.split(u' ', Qt::SkipEmptyParts);
    const QString verb = words.value(0).toUpper();
    return {{u"op"_s, verb},
            {u"table"_s, words.value(verb == "DELETE"_L1 ? 2 : 1)},
            {u"rows"_s, QJsonArray{QJsonObject{{u"text"_s, sent.sql}}}}};
}

} // namespace

void fillRecord(QJsonObject &record, Playground &playground, const Result<QJsonValue> &result)
{
    if (!result) {
        record.insert(u"error"_s, QJsonObject{{u"class"_s, base::errorClass(result.error().code)},
                                              {u"message"_s, result.error().text()}});
    } else if (!result->isNull()) {
        record.insert(u"result"_s, *result);
    }
    QJsonArray statements;
    int selects = 0;
    for (const orm::SentStatement &sent : playground.takeStatements()) {
        statements += recordOf(sent);
        selects += sent.kind == orm::SentStatement::Kind::Select ? 1 : 0;
    }
    if (!statements.isEmpty())
        record.insert(u"sql"_s, statements);
    if (selects > 0)
        record.insert(u"selects"_s, selects);
    QJsonArray warnings;
    for (const orm::Warning &each : playground.session().takeWarnings())
        warnings += QJsonObject{{u"class"_s, each.kind}, {u"message"_s, each.sentence}};
    if (!warnings.isEmpty())
        record.insert(u"warnings"_s, warnings);
}

} // namespace relata::scenarios
