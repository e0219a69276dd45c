#include "scenario.h"

namespace relata::scenarios {

using namespace Qt::StringLiterals;
using namespace relata::mapping;

namespace {

/// "table.column", split at the last point.
ColumnName columnName(const QString &text)
{
    const qsizetype point = text.lastIndexOf(u'.');
    return {text.left(qMax<qsizetype>(point, 0)), text.mid(point + 1)};
}

QList<ColumnName> columnNames(const OrderedJson &json)
{
    QList<ColumnName> names;
    for (const QString &text : json.toStrings())
        names += columnName(text);
    return names;
}

base::Value literal(const QJsonValue &json)
{
    if (json.isBool())
        return base::Value::integer(json.toBool() ? 1 : 0);
    if (json.isDouble())
        return base::Value::integer(json.toInteger());
    return json.isString() ? base::Value::text(json.toString()) : base::Value();
}

Operand operand(const OrderedJson &json)
{
    Operand result;
    if (json.isObject()) {
        result.literal = literal(json[u"lit"_s].scalar());
        return result;
    }
    QStringList parts = json.toString().split(u':');
    result.column = columnName(parts.takeLast());
    result.foreign = parts.contains(u"foreign"_s);
    result.remote = parts.contains(u"remote"_s);
    return result;
}

JoinCondition joinCondition(const OrderedJson &json)
{
    JoinCondition join;
    for (const OrderedJson &item : json.items())
        join += Comparison{operand(item[0]), item[1].toString(), operand(item[2])};
    return join;
}

QList<OrderTerm> orderTerms(const OrderedJson &json)
{
    QList<OrderTerm> terms;
    for (const QString &text : json.toStrings()) {
        const bool descending = text.startsWith(u'-');
        terms += OrderTerm{columnName(descending ? text.mid(1) : text), descending};
    }
    return terms;
}

std::optional<bool> optionalBool(const OrderedJson &json)
{
    return json.isBool() ? std::optional(json.toBool()) : std::nullopt;
}

QString lazyWord(const OrderedJson &options)
{
    const OrderedJson lazy = options[u"lazy"_s];
    if (lazy.isBool())
        return lazy.toBool() ? u"True"_s : u"False"_s;
    return options.contains(u"lazy"_s) && lazy.isNull() ? u"None"_s : lazy.toString();
}

PassiveDeletes passiveDeletes(const OrderedJson &json)
{
    if (json.isString())
        return PassiveDeletes::All;
    return json.toBool() ? PassiveDeletes::Yes : PassiveDeletes::No;
}

InnerJoin innerJoin(const OrderedJson &json)
{
    if (json.isString())
        return InnerJoin::Unnested;
    return json.toBool() ? InnerJoin::Yes : InnerJoin::No;
}

void readOptions(const OrderedJson &json, RelationshipOptions &options)
{
    options.secondary = json[u"secondary"_s].toString();
    options.primaryjoin = joinCondition(json[u"primaryjoin"_s]);
    options.secondaryjoin = joinCondition(json[u"secondaryjoin"_s]);
    options.foreignKeys = columnNames(json[u"foreign_keys"_s]);
    options.remoteSide = columnNames(json[u"remote_side"_s]);
    options.uselist = optionalBool(json[u"uselist"_s]);
    options.orderBy = orderTerms(json[u"order_by"_s]);
    options.lazy = lazyWord(json);
    if (json.contains(u"cascade"_s))
        options.cascade = json[u"cascade"_s].toString();
    options.passiveDeletes = passiveDeletes(json[u"passive_deletes"_s]);
    options.passiveUpdates = optionalBool(json[u"passive_updates"_s]);
    options.postUpdate = optionalBool(json[u"post_update"_s]);
    options.viewonly = optionalBool(json[u"viewonly"_s]);
    options.syncBackref = optionalBool(json[u"sync_backref"_s]);
    options.singleParent = json[u"single_parent"_s].toBool();
    options.innerjoin = innerJoin(json[u"innerjoin"_s]);
    if (!json[u"join_depth"_s].isNull())
        options.joinDepth = json[u"join_depth"_s].toInt();
    options.overlaps = json[u"overlaps"_s].toString();
}

std::optional<Backref> backref(const OrderedJson &json)
{
    if (json.isNull())
        return {};
    Backref result;
    result.name = json.isArray() ? json[0].toString() : json.toString();
    readOptions(json[1], result.options);
    return result;
}

RelationshipDeclaration relationship(const QString &name, const OrderedJson &json)
{
    RelationshipDeclaration declared;
    readOptions(json, declared);
    declared.name = name;
    declared.target = json[u"target"_s].toString();
    declared.backPopulates = json[u"back_populates"_s].toString();
    declared.backref = backref(json[u"backref"_s]);
    return declared;
}

/// Makes the tables; numbers them and their foreign keys in the order of their mention.
class TableReader
{
public:
    QList<schema::Table> read(const OrderedJson &json)
    {
        QList<schema::Table> tables;
        for (const auto &[name, description] : json.members())
            tables += table(name, description);
        return tables;
    }

private:
    schema::Table table(const QString &name, const OrderedJson &json)
    {
        schema::Table result;
        result.id = {++m_tables};
        result.name = name;
        for (const OrderedJson &each : json[u"columns"_s].items())
            addColumn(result, each);
        for (const OrderedJson &each : json[u"fks"_s].items()) {
            schema::ForeignKey key = foreignKey(each);
            key.columns = each[u"cols"_s].toStrings();
            for (const QString &target : each[u"refs"_s].toStrings()) {
                key.table = columnName(target).table;
                key.targetColumns += columnName(target).column;
            }
            result.foreignKeys += key;
        }
        for (const OrderedJson &each : json[u"unique"_s].items())
            result.uniques += schema::Unique{each.toStrings()};
        return result;
    }

    void addColumn(schema::Table &table, const OrderedJson &json)
    {
        static const QHash<QString, QString> types = {
            {u"int"_s, u"INTEGER"_s}, {u"str"_s, u"VARCHAR"_s}, {u"bool"_s, u"BOOLEAN"_s}};
        schema::Column column;
        column.name = json[0].toString();
        column.type = types.value(json[1].toString());
        for (const OrderedJson &flag : json.items().mid(2)) {
            const QString word = flag.toString();
            if (word == "pk"_L1)
                table.primaryKey += column.name;
            if (word == "pk"_L1 || word == "notnull"_L1)
                column.nullable = false;
            if (word == "unique"_L1)
                table.uniques += schema::Unique{{column.name}};
            if (flag.isObject())
                table.foreignKeys += columnKey(column.name, flag[u"fk"_s].toString(), foreignKey(flag));
            else if (word.startsWith("fk:"_L1))
                table.foreignKeys += columnKey(column.name, word.mid(3), foreignKey({}));
        }
        table.columns += column;
    }

    /// A foreign key that names only a table means its column of the same name (SQLAlchemy 2.0).
    static schema::ForeignKey columnKey(const QString &column, const QString &target, schema::ForeignKey key)
    {
        key.columns = {column};
        key.implicitTarget = !target.contains(u'.');
        key.table = key.implicitTarget ? target : columnName(target).table;
        key.targetColumns = {key.implicitTarget ? column : columnName(target).column};
        return key;
    }

    schema::ForeignKey foreignKey(const OrderedJson &json)
    {
        schema::ForeignKey key;
        key.id = {++m_links};
        key.name = json[u"name"_s].toString();
        key.onDelete = schema::actionFromWords(json[u"ondelete"_s].toString());
        key.onUpdate = schema::actionFromWords(json[u"onupdate"_s].toString());
        key.deferrable = json[u"deferrable"_s].toBool();
        key.initiallyDeferred =
            json[u"initially"_s].toString().compare(u"DEFERRED"_s, Qt::CaseInsensitive) == 0;
        key.useAlter = json[u"use_alter"_s].toBool();
        return key;
    }

    int m_tables = 0;
    int m_links = 0;
};

ClassDeclaration classDeclaration(const QString &name, const OrderedJson &json)
{
    ClassDeclaration declared;
    declared.name = name;
    declared.table = json[u"table"_s].toString();
    declared.versionIdCol = json[u"mapper"_s][u"version_id_col"_s].toString();
    for (const auto &[relationshipName, description] : json[u"rels"_s].members())
        declared.relationships += relationship(relationshipName, description);
    return declared;
}

} // namespace

Declarations readDeclarations(const OrderedJson &scenario)
{
    Declarations declarations;
    declarations.tables = TableReader().read(scenario[u"tables"_s]);
    for (const auto &[name, description] : scenario[u"classes"_s].members())
        declarations.classes += classDeclaration(name, description);
    return declarations;
}

} // namespace relata::scenarios
