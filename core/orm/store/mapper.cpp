#include "mapper.h"

#include "core/schema/columntype.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using mapping::Cascade;
using schema::Direction;

namespace {

/// A class may also be identified by something else than the primary key; then that alone finds its rows.
std::vector<int> rowColumnsOf(const schema::Table &table, const std::vector<int> &keyColumns)
{
    std::vector<int> whole;
    for (const QString &name : table.primaryKey)
        whole.push_back(table.columnIndex(name));
    const bool isPart = !keyColumns.empty() && std::ranges::all_of(keyColumns, [&whole](int column) {
        return std::ranges::find(whole, column) != whole.end();
    });
    return isPart ? whole : keyColumns;
}

} // namespace

int Mapper::keyPlace(int column) const
{
    const auto found = std::ranges::find(keyColumns, column);
    return found == keyColumns.end() ? -1 : int(found - keyColumns.begin());
}

MapperRegistry::MapperRegistry(mapping::Configuration configuration, sql::Dialect dialect)
    : m_configuration(std::move(configuration)),
      m_dialect(dialect),
      m_mappers(size_t(m_configuration.classes.size())),
      m_relationships(size_t(m_configuration.relationships.size())),
      m_orphanMakers(m_configuration.classes.size()),
      m_pointingAt(m_configuration.classes.size()),
      m_trackingParents(m_configuration.classes.size())
{
    for (int i = 0; i < m_configuration.classes.size(); ++i)
        addMapper(i);
    for (int i = 0; i < m_configuration.relationships.size(); ++i)
        addRelationship(i);
}

int MapperRegistry::autoKeyOf(const schema::Table &table, const std::vector<int> &keyColumns)
{
    if (keyColumns.size() != 1 || table.primaryKey.size() != 1)
        return -1;
    const schema::Column &column = table.columns[keyColumns.front()];
    const bool refers = std::ranges::any_of(
        table.foreignKeys, [&](const schema::ForeignKey &key) { return key.columns.contains(column.name); });
    return !refers && schema::affinityOf(column.type) == schema::Affinity::Integer ? keyColumns.front() : -1;
}

void MapperRegistry::addMapper(int index)
{
    Mapper &mapper = m_mappers[size_t(index)];
    mapper.index = index;
    mapper.mapped = &m_configuration.classes.at(index);
    mapper.table = &m_configuration.tables.at(mapper.mapped->table);
    mapper.quotedTable = m_dialect.quoted(mapper.table->name);
    for (const schema::Column &column : mapper.table->columns)
        mapper.quotedColumns += m_dialect.quoted(column.name);
    mapper.keyColumns.assign(mapper.mapped->primaryKey.cbegin(), mapper.mapped->primaryKey.cend());
    mapper.autoKey = autoKeyOf(*mapper.table, mapper.keyColumns);
    mapper.versionColumn = mapper.mapped->versionIdCol;
    mapper.rowColumns = rowColumnsOf(*mapper.table, mapper.keyColumns);
    mapper.findsRow.assign(size_t(mapper.columnCount()), false);
    for (const int column : mapper.rowColumns)
        mapper.findsRow[size_t(column)] = true;
    if (mapper.versionColumn >= 0)
        mapper.findsRow[size_t(mapper.versionColumn)] = true;
    mapper.relationships.assign(mapper.mapped->relationships.cbegin(), mapper.mapped->relationships.cend());
}

void MapperRegistry::addRelationship(int index)
{
    MappedRelationship &relationship = m_relationships[size_t(index)];
    const mapping::ConfiguredRelationship &prop = m_configuration.relationships.at(index);
    const Mapper &owner = m_mappers[size_t(prop.owner)];
    relationship.prop = &prop;
    relationship.index = index;
    relationship.label = m_configuration.label(prop);
    relationship.slot = int(std::ranges::find(owner.relationships, index) - owner.relationships.begin());
    m_mappers[size_t(prop.owner)].ownRelationships += prop.fromBackref ? 0 : 1;
    relationship.trackParent = prop.singleParent || prop.direction == Direction::OneToMany;
    relationship.deferredHistory = prop.direction != Direction::ManyToOne || !prop.useGet;
    if (prop.useGet) {
        for (const int key : m_mappers[size_t(prop.target)].keyColumns) {
            for (const mapping::LocalRemotePair &pair : prop.localRemotePairs) {
                if (pair.remote == mapping::ColumnIndex{m_mappers[size_t(prop.target)].mapped->table, key}) {
                    relationship.keyColumns.push_back(pair.local.column);
                    break;
                }
            }
        }
    }
    relationship.knowsKey =
        !prop.useGet || relationship.keyColumns.size() == m_mappers[size_t(prop.target)].keyColumns.size();
    for (const mapping::ColumnIndex local : prop.localColumns) {
        if (local.table != owner.mapped->table)
            relationship.strangeLocal = local;
    }
    if (prop.syncBackref && !prop.viewonly) {
        for (const int other : prop.reverse) {
            if (m_configuration.relationships.at(other).name == prop.backPopulates)
                relationship.syncTo += other;
        }
    }
    if (prop.cascade.testFlag(Cascade::DeleteOrphan))
        m_orphanMakers[prop.target] += index;
    if (relationship.trackParent)
        m_trackingParents[prop.target] += &relationship;
    if (prop.direction == Direction::ManyToOne)
        m_pointingAt[prop.target] += index;
}

const MappedRelationship *MapperRegistry::relationship(int mapperIndex, const QString &name) const
{
    const auto &names = mapper(mapperIndex).mapped->relationshipsByName;
    const auto found = names.constFind(name);
    return found == names.constEnd() ? nullptr : &m_relationships[size_t(*found)];
}

int MapperRegistry::column(int mapperIndex, const QString &name) const
{
    const QList<schema::Column> &columns = mapper(mapperIndex).table->columns;
    for (int i = 0; i < columns.size(); ++i) {
        if (columns[i].name == name)
            return i;
    }
    return -1;
}

} // namespace relata::orm
