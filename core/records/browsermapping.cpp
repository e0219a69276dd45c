#include "browsermapping.h"

#include <QSet>

namespace relata::records {

using namespace Qt::StringLiterals;
using mapping::ColumnIndex;
using mapping::Configuration;
using mapping::ConfiguredRelationship;
using mapping::MappedSchema;
using schema::ColumnPair;
using schema::Direction;
using schema::Table;

namespace {

Table mappedTable(Table table, const schema::RowAddress &address)
{
    table.primaryKey = address.columns;
    if (address.kind == schema::RowAddress::Kind::Rowid)
        table.columns += schema::Column{address.columns.first(), u"INTEGER"_s, false, {}, {}};
    return table;
}

class Mapping
{
public:
    explicit Mapping(const MappedSchema &schema) : m_schema(schema) {}

    Configuration make()
    {
        for (const Table &table : m_schema.tables)
            addClass(table);
        for (int owner = 0; owner < m_made.classes.size(); ++owner) {
            const Table &table = *m_schema.table(m_made.tables.at(owner).name);
            if (const mapping::MappedClass *mapped = m_schema.classOf(table.name)) {
                for (const mapping::Side &each : mapped->relationships)
                    addRelationship(owner, each);
            }
            for (qsizetype i = 0; i < table.foreignKeys.size(); ++i)
                addForeignKey(owner, table.foreignKeys[i], foreignKeyName(i));
        }
        return m_made;
    }

private:
    void addClass(const Table &table)
    {
        const schema::RowAddress address = schema::addressOf(table);
        if (address.columns.isEmpty() || table.kind == schema::TableKind::Broken)
            return;
        const mapping::MappedClass *known = m_schema.classOf(table.name);
        mapping::ConfiguredClass mapped;
        mapped.name = known ? known->name : table.name;
        mapped.table = int(m_made.tables.size());
        m_made.tables += mappedTable(table, address);
        for (const QString &column : address.columns)
            mapped.primaryKey += m_made.tables.last().columnIndex(column);
        m_indexes.insert(schema::nameKey(table.name), mapped.table);
        m_made.classes += mapped;
    }

    int indexOf(const QString &table) const { return m_indexes.value(schema::nameKey(table), -1); }

    ColumnIndex place(int table, const QString &column) const
    {
        return {table, m_made.tables.at(table).columnIndex(column)};
    }

    static mapping::JoinComparison equal(ColumnIndex local, ColumnIndex remote)
    {
        return {{local, {}, false, false, true}, u"="_s, {remote, {}, false, true, false}};
    }

    /// As it is configured, with the numbers of this mapping. It only loads, and knows no other side.
    void addRelationship(int owner, const mapping::Side &each)
    {
        const ConfiguredRelationship &known = m_schema.configuration->relationships.at(each.number);
        ConfiguredRelationship made;
        made.name = each.name;
        made.owner = owner;
        made.target = indexOf(each.targetTable);
        made.secondary = each.secondary.isNull() ? -1 : indexOf(each.secondary);
        if (made.target < 0 || (made.secondary < 0 && !each.secondary.isNull()))
            return;
        made.direction = known.direction;
        made.uselist = known.uselist;
        made.viewonly = true;
        made.lazy = mapping::isEager(each.lazy) ? each.lazy : mapping::Lazy::Select;
        made.innerjoin = known.innerjoin;
        made.joinDepth = known.joinDepth;
        made.primaryjoin = here(known.primaryjoin);
        made.secondaryjoin = here(known.secondaryjoin);
        for (const mapping::LocalRemotePair &pair : known.localRemotePairs)
            made.localRemotePairs += {here(pair.local), here(pair.remote)};
        for (const mapping::ConfiguredOrder &order : known.orderBy)
            made.orderBy += {here(order.column), order.descending};
        made.remoteColumns = here(known.remoteColumns);
        made.localColumns = here(known.localColumns);
        made.foreignColumns = here(known.foreignColumns);
        // A row that is addressed by its rowid has another identity here.
        made.omitJoin = known.omitJoin && hasOwnKey(owner) && hasOwnKey(made.target);
        add(made);
    }

    ColumnIndex here(ColumnIndex known) const
    {
        const int table = indexOf(m_schema.configuration->tables.at(known.table).name);
        return table < 0 ? ColumnIndex() : ColumnIndex{table, known.column};
    }

    QList<ColumnIndex> here(const QList<ColumnIndex> &known) const
    {
        QList<ColumnIndex> columns;
        for (const ColumnIndex each : known)
            columns += here(each);
        return columns;
    }

    QList<mapping::JoinComparison> here(QList<mapping::JoinComparison> known) const
    {
        for (mapping::JoinComparison &each : known) {
            for (mapping::JoinOperand *operand : {&each.left, &each.right}) {
                if (operand->isColumn())
                    operand->column = here(operand->column);
            }
        }
        return known;
    }

    bool hasOwnKey(int mapped) const
    {
        const Table *table = m_schema.table(m_made.tables.at(mapped).name);
        return table && table->primaryKey == m_made.tables.at(mapped).primaryKey;
    }

    void addForeignKey(int owner, const schema::ForeignKey &key, const QString &name)
    {
        ConfiguredRelationship made;
        made.name = name;
        made.owner = owner;
        made.target = indexOf(key.table);
        made.direction = Direction::ManyToOne;
        made.uselist = false;
        // Whose parents are deleted rows is not asked: the database checks it at the end.
        made.passiveDeletes = mapping::PassiveDeletes::Yes;
        if (made.target < 0 || key.columns.size() != key.targetColumns.size())
            return;
        for (qsizetype i = 0; i < key.columns.size(); ++i) {
            const ColumnIndex local = place(owner, key.columns[i]);
            const ColumnIndex remote = place(made.target, key.targetColumns[i]);
            if (!local.isValid() || !remote.isValid())
                return;
            made.localRemotePairs += {local, remote};
            made.synchronizePairs += {remote, local};
            made.primaryjoin += equal(local, remote);
        }
        add(made);
    }

    void add(ConfiguredRelationship made)
    {
        QSet<int> asked;
        for (const mapping::LocalRemotePair &pair : std::as_const(made.localRemotePairs)) {
            if (!pair.local.isValid() || !pair.remote.isValid())
                return;
            asked.insert(pair.remote.column);
        }
        const QList<int> &key = m_made.classes.at(made.target).primaryKey;
        made.useGet = made.direction == Direction::ManyToOne && asked == QSet<int>(key.cbegin(), key.cend());
        mapping::ConfiguredClass &owner = m_made.classes[made.owner];
        if (owner.relationshipsByName.contains(made.name))
            return;
        owner.relationshipsByName.insert(made.name, int(m_made.relationships.size()));
        owner.relationships += int(m_made.relationships.size());
        m_made.relationships += made;
    }

    const MappedSchema &m_schema;
    Configuration m_made;
    QHash<QString, int> m_indexes; ///< of classes and tables, by table
};

} // namespace

mapping::Configuration browserMapping(const MappedSchema &schema)
{
    return Mapping(schema).make();
}

QString foreignKeyName(qsizetype index)
{
    return u"foreign key "_s + QString::number(index);
}

} // namespace relata::records
