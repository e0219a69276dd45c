#include "browsermapping.h"

#include <QSet>

namespace relata::records {

using namespace Qt::StringLiterals;
using mapping::ColumnIndex;
using mapping::Configuration;
using mapping::ConfiguredRelationship;
using schema::ColumnPair;
using schema::Direction;
using schema::Schema;
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
    explicit Mapping(const Schema &schema) : m_schema(schema) {}

    Configuration make()
    {
        for (const Table &table : m_schema.tables)
            addClass(table);
        for (int owner = 0; owner < m_made.classes.size(); ++owner) {
            const Table &table = *m_schema.table(m_made.tables.at(owner).name);
            if (const schema::MappedClass *mapped = m_schema.classOf(table.name)) {
                for (const schema::Relationship &each : mapped->relationships)
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
        const schema::MappedClass *known = m_schema.classOf(table.name);
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

    void addRelationship(int owner, const schema::Relationship &each)
    {
        ConfiguredRelationship made;
        made.name = each.name;
        made.owner = owner;
        made.target = indexOf(each.targetTable);
        made.direction = each.direction;
        made.uselist = each.uselist;
        made.viewonly = true;
        const bool isThrough = each.direction == Direction::ManyToMany;
        made.secondary = isThrough ? indexOf(each.secondary) : -1;
        const int remote = isThrough ? made.secondary : made.target;
        if (made.target < 0 || remote < 0)
            return;
        for (const ColumnPair &pair : each.pairs) {
            made.localRemotePairs += {place(owner, pair.local), place(remote, pair.remote)};
            made.primaryjoin +=
                equal(made.localRemotePairs.last().local, made.localRemotePairs.last().remote);
        }
        for (const ColumnPair &pair : each.secondaryPairs)
            made.secondaryjoin += equal(place(made.target, pair.local), place(remote, pair.remote));
        add(made);
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

    const Schema &m_schema;
    Configuration m_made;
    QHash<QString, int> m_indexes; ///< of classes and tables, by table
};

} // namespace

mapping::Configuration browserMapping(const Schema &schema)
{
    return Mapping(schema).make();
}

QString foreignKeyName(qsizetype index)
{
    return u"foreign key "_s + QString::number(index);
}

} // namespace relata::records
