#include "declarationform.h"

#include "core/project/schemajsonform.h"

#include <QJsonArray>

namespace relata::project {

using namespace Qt::StringLiterals;
using base::Value;
using mapping::Backref;
using mapping::ClassDeclaration;
using mapping::ColumnName;
using mapping::Comparison;
using mapping::InnerJoin;
using mapping::JoinCondition;
using mapping::KeyEnd;
using mapping::Operand;
using mapping::OrderTerm;
using mapping::PassiveDeletes;
using mapping::RelationshipDeclaration;
using mapping::RelationshipOptions;

namespace {

QJsonValue columnNameForm(const ColumnName &name)
{
    return QJsonArray{name.table, name.column};
}

ColumnName columnFrom(const QJsonValue &form)
{
    return {form.toArray().at(0).toString(), form.toArray().at(1).toString()};
}

QJsonArray columnsForm(const QList<ColumnName> &names)
{
    QJsonArray array;
    for (const ColumnName &name : names)
        array += columnNameForm(name);
    return array;
}

QList<ColumnName> columnsFrom(const QJsonValue &form)
{
    QList<ColumnName> names;
    for (const QJsonValue &each : itemsOf(form))
        names += columnFrom(each);
    return names;
}

QJsonObject literalForm(const Value &value)
{
    switch (value.type()) {
    case Value::Type::Integer:
        return {{u"integer"_s, QString::number(value.toInteger())}};
    case Value::Type::Real:
        return {{u"real"_s, value.toReal()}};
    case Value::Type::Text:
        return {{u"text"_s, value.toText()}};
    case Value::Type::Blob:
        return {{u"blob"_s, QString::fromLatin1(value.bytes().toHex())}};
    case Value::Type::Null:
        break;
    }
    return {};
}

Value literalFrom(const QJsonObject &form)
{
    if (form.contains(u"integer"_s))
        return Value::integer(form.value(u"integer"_s).toString().toLongLong());
    if (form.contains(u"real"_s))
        return Value::real(form.value(u"real"_s).toDouble());
    if (form.contains(u"text"_s))
        return Value::text(form.value(u"text"_s).toString());
    if (form.contains(u"blob"_s))
        return Value::blob(QByteArray::fromHex(form.value(u"blob"_s).toString().toLatin1()));
    return {};
}

QJsonObject operandForm(const Operand &operand)
{
    QJsonObject form = operand.isColumn() ? QJsonObject{{u"column"_s, columnNameForm(operand.column)}}
                                          : QJsonObject{{u"literal"_s, literalForm(operand.literal.value())}};
    if (operand.foreign)
        form.insert(u"foreign"_s, true);
    if (operand.remote)
        form.insert(u"remote"_s, true);
    return form;
}

Operand operandFrom(const QJsonObject &form)
{
    Operand operand;
    if (form.contains(u"column"_s))
        operand.column = columnFrom(form.value(u"column"_s));
    operand.literal = literalFrom(form.value(u"literal"_s).toObject());
    operand.foreign = form.value(u"foreign"_s).toBool();
    operand.remote = form.value(u"remote"_s).toBool();
    return operand;
}

QJsonArray joinForm(const JoinCondition &join)
{
    QJsonArray array;
    for (const Comparison &each : join)
        array += QJsonArray{operandForm(each.left), each.op, operandForm(each.right)};
    return array;
}

JoinCondition joinFrom(const QJsonValue &form)
{
    JoinCondition join;
    for (const QJsonValue &each : itemsOf(form)) {
        const QJsonArray parts = each.toArray();
        join += Comparison{operandFrom(parts.at(0).toObject()), parts.at(1).toString(),
                           operandFrom(parts.at(2).toObject())};
    }
    return join;
}

void insertSaid(QJsonObject &form, const QString &key, const QString &text)
{
    if (!text.isEmpty())
        form.insert(key, text);
}

template<typename T>
void insertSaid(QJsonObject &form, const QString &key, const std::optional<T> &value)
{
    if (value)
        form.insert(key, *value);
}

void insertSaid(QJsonObject &form, const QString &key, const QJsonArray &list)
{
    if (!list.isEmpty())
        form.insert(key, list);
}

std::optional<bool> truthFrom(const QJsonObject &form, const QString &key)
{
    return form.contains(key) ? std::optional(form.value(key).toBool()) : std::nullopt;
}

void putOptions(QJsonObject &form, const RelationshipOptions &options)
{
    insertSaid(form, u"secondary"_s, options.secondary);
    insertSaid(form, u"primaryjoin"_s, joinForm(options.primaryjoin));
    insertSaid(form, u"secondaryjoin"_s, joinForm(options.secondaryjoin));
    insertSaid(form, u"foreign_keys"_s, columnsForm(options.foreignKeys));
    insertSaid(form, u"remote_side"_s, columnsForm(options.remoteSide));
    insertSaid(form, u"uselist"_s, options.uselist);
    QJsonArray order;
    for (const OrderTerm &each : options.orderBy)
        order += QJsonArray{each.column.table, each.column.column, each.descending ? u"desc"_s : u"asc"_s};
    insertSaid(form, u"order_by"_s, order);
    insertSaid(form, u"lazy"_s, options.lazy);
    insertSaid(form, u"cascade"_s, options.cascade);
    if (options.passiveDeletes != PassiveDeletes::No)
        form.insert(u"passive_deletes"_s,
                    options.passiveDeletes == PassiveDeletes::All ? u"all"_s : u"yes"_s);
    insertSaid(form, u"passive_updates"_s, options.passiveUpdates);
    insertSaid(form, u"post_update"_s, options.postUpdate);
    insertSaid(form, u"viewonly"_s, options.viewonly);
    insertSaid(form, u"sync_backref"_s, options.syncBackref);
    if (options.singleParent)
        form.insert(u"single_parent"_s, true);
    if (options.innerjoin != InnerJoin::No)
        form.insert(u"innerjoin"_s, options.innerjoin == InnerJoin::Unnested ? u"unnested"_s : u"yes"_s);
    insertSaid(form, u"join_depth"_s, options.joinDepth);
    insertSaid(form, u"overlaps"_s, options.overlaps);
}

void readOptions(const QJsonObject &form, RelationshipOptions &options)
{
    options.secondary = form.value(u"secondary"_s).toString();
    options.primaryjoin = joinFrom(form.value(u"primaryjoin"_s));
    options.secondaryjoin = joinFrom(form.value(u"secondaryjoin"_s));
    options.foreignKeys = columnsFrom(form.value(u"foreign_keys"_s));
    options.remoteSide = columnsFrom(form.value(u"remote_side"_s));
    options.uselist = truthFrom(form, u"uselist"_s);
    for (const QJsonValue &each : itemsOf(form.value(u"order_by"_s)))
        options.orderBy += OrderTerm{columnFrom(each), each.toArray().at(2).toString() == "desc"_L1};
    options.lazy = form.value(u"lazy"_s).toString();
    if (form.contains(u"cascade"_s))
        options.cascade = form.value(u"cascade"_s).toString();
    const QString passive = form.value(u"passive_deletes"_s).toString();
    options.passiveDeletes = passive == "all"_L1   ? PassiveDeletes::All
                             : passive == "yes"_L1 ? PassiveDeletes::Yes
                                                   : PassiveDeletes::No;
    options.passiveUpdates = truthFrom(form, u"passive_updates"_s);
    options.postUpdate = truthFrom(form, u"post_update"_s);
    options.viewonly = truthFrom(form, u"viewonly"_s);
    options.syncBackref = truthFrom(form, u"sync_backref"_s);
    options.singleParent = form.value(u"single_parent"_s).toBool();
    const QString inner = form.value(u"innerjoin"_s).toString();
    options.innerjoin = inner == "unnested"_L1 ? InnerJoin::Unnested
                        : inner == "yes"_L1    ? InnerJoin::Yes
                                               : InnerJoin::No;
    if (form.contains(u"join_depth"_s))
        options.joinDepth = form.value(u"join_depth"_s).toInt();
    options.overlaps = form.value(u"overlaps"_s).toString();
}

} // namespace

QJsonObject classHead(const ClassDeclaration &declared)
{
    QJsonObject form{{u"table"_s, declared.table}, {u"name"_s, declared.name}};
    insertSaid(form, u"version_id_col"_s, declared.versionIdCol);
    QJsonObject attributes;
    for (auto each = declared.attributes.cbegin(); each != declared.attributes.cend(); ++each)
        attributes.insert(each.key(), each.value());
    if (!attributes.isEmpty())
        form.insert(u"attributes"_s, attributes);
    return form;
}

QJsonObject relationshipForm(const RelationshipDeclaration &declared)
{
    QJsonObject form{{u"name"_s, declared.name}, {u"target"_s, declared.target}};
    insertSaid(form, u"back_populates"_s, declared.backPopulates);
    if (declared.backref) {
        QJsonObject backref{{u"name"_s, declared.backref->name}};
        putOptions(backref, declared.backref->options);
        form.insert(u"backref"_s, backref);
    }
    if (declared.link.isValid()) {
        form.insert(u"link"_s, idLetters(declared.link.number));
        form.insert(u"end"_s, declared.end == KeyEnd::Child ? u"child"_s : u"parent"_s);
    }
    putOptions(form, declared);
    return form;
}

ClassDeclaration classFrom(const QJsonObject &form)
{
    ClassDeclaration declared;
    declared.name = form.value(u"name"_s).toString();
    declared.table = form.value(u"table"_s).toString();
    declared.versionIdCol = form.value(u"version_id_col"_s).toString();
    const QJsonObject attributes = form.value(u"attributes"_s).toObject();
    for (auto each = attributes.begin(); each != attributes.end(); ++each)
        declared.attributes.insert(each.key(), each.value().toString());
    for (const QJsonValue &each : itemsOf(form.value(u"relationships"_s)))
        declared.relationships += relationshipFrom(each.toObject());
    return declared;
}

RelationshipDeclaration relationshipFrom(const QJsonObject &form)
{
    RelationshipDeclaration declared;
    readOptions(form, declared);
    declared.name = form.value(u"name"_s).toString();
    declared.target = form.value(u"target"_s).toString();
    declared.backPopulates = form.value(u"back_populates"_s).toString();
    if (form.contains(u"backref"_s)) {
        const QJsonObject backref = form.value(u"backref"_s).toObject();
        declared.backref = Backref{backref.value(u"name"_s).toString(), {}};
        readOptions(backref, declared.backref->options);
    }
    declared.link = {idNumber(form.value(u"link"_s).toString())};
    declared.end = form.value(u"end"_s).toString() == "parent"_L1 ? KeyEnd::Parent : KeyEnd::Child;
    return declared;
}

} // namespace relata::project
