#pragma once

#include "core/mapping/configuration.h"
#include "core/sql/dialect.h"

#include <vector>

namespace relata::orm {

/// A relationship as the session uses it: what mapping::configure() found, with columns as numbers.
struct MappedRelationship
{
    const mapping::ConfiguredRelationship *prop = nullptr;
    int index = -1;    ///< in MapperRegistry::relationships()
    int slot = -1;     ///< among the relationships of its class
    QString label;     ///< "Author.books"
    QList<int> syncTo; ///< indexes of the linked relationships that are told of changes in memory
    /// Children know whether this relationship has let go of them: SQLAlchemy's trackparent.
    bool trackParent = false;
    /// The old value is asked for in the flush and not when a new one is set (not for a use_get).
    bool deferredHistory = false;
    /// Of a use_get: the owner's column for each column of the target's key.
    std::vector<int> keyColumns;
    /// Not where remote_side names only a part of the key that a use_get compares: which of the owner's
    /// columns belongs to the rest is not known, and nothing can be loaded (SQLAlchemy: a KeyError).
    bool knowsKey = true;
    /// A column that a load would bind though it is not the owner's, after wrong remote() marks; else
    /// invalid.
    mapping::ColumnIndex strangeLocal;

    bool isCollection() const { return prop->uselist; }
    bool isQueryOnly() const
    {
        return prop->lazy == mapping::Lazy::Dynamic || prop->lazy == mapping::Lazy::WriteOnly;
    }
    bool cascades(mapping::Cascade cascade) const { return prop->cascade.testFlag(cascade); }
};

/// A class and its table as the session uses them; SQLAlchemy's Mapper.
struct Mapper
{
    int index = -1;
    const mapping::ConfiguredClass *mapped = nullptr;
    const schema::Table *table = nullptr;
    QString quotedTable;
    QStringList quotedColumns;
    std::vector<int> keyColumns;
    int autoKey = -1; ///< the key column that the database fills in; -1: none
    int versionColumn = -1;
    /// The columns that find a row when it is written: keyColumns, and the columns of the table's primary key
    /// that identify nothing because they refer to others of it.
    std::vector<int> rowColumns;
    std::vector<bool> findsRow;     ///< by column: of rowColumns, or the version counter
    std::vector<int> relationships; ///< indexes in the registry, in the order of definition
    size_t ownRelationships = 0;    ///< the first of them; backrefs have made the others

    const QString &name() const { return mapped->name; }
    int columnCount() const { return int(table->columns.size()); }
    bool isKey(int column) const { return keyPlace(column) >= 0; }
    /// The place of a column in the key; -1 where it is no part of it.
    int keyPlace(int column) const;
};

/// All mappers of a configuration, compiled once. Owns a copy of the configuration, which must have no
/// error. Read only: any thread.
class MapperRegistry
{
public:
    /// @param dialect in which names are quoted and statements are written
    MapperRegistry(mapping::Configuration configuration, sql::Dialect dialect);
    MapperRegistry(const MapperRegistry &) = delete;
    MapperRegistry &operator=(const MapperRegistry &) = delete;

    const mapping::Configuration &configuration() const { return m_configuration; }
    const sql::Dialect &dialect() const { return m_dialect; }
    const std::vector<Mapper> &mappers() const { return m_mappers; }
    const Mapper &mapper(int index) const { return m_mappers[size_t(index)]; }
    const MappedRelationship &relationship(int index) const { return m_relationships[size_t(index)]; }
    /// The relationship of that name; null where the class has none.
    const MappedRelationship *relationship(int mapperIndex, const QString &name) const;
    /// The column of that name, letter by letter; -1 where there is none.
    int column(int mapperIndex, const QString &name) const;
    /// Relationships with delete-orphan that lead to the class.
    const QList<int> &orphanMakers(int mapperIndex) const { return m_orphanMakers[mapperIndex]; }
    /// Many-to-one relationships that lead to the class: they follow its key.
    const QList<int> &pointingAt(int mapperIndex) const { return m_pointingAt[mapperIndex]; }

    /// Relationships that know which of their owners has a given object of the class.
    const QList<const MappedRelationship *> &trackingParents(int mapperIndex) const
    {
        return m_trackingParents[mapperIndex];
    }

    /// SQLAlchemy's autoincrement="auto": of a table's key columns the one that the database fills in, a
    /// single integer that is no foreign key; -1: none.
    static int autoKeyOf(const schema::Table &table, const std::vector<int> &keyColumns);

private:
    void addMapper(int index);
    void addRelationship(int index);

    mapping::Configuration m_configuration;
    sql::Dialect m_dialect;
    std::vector<Mapper> m_mappers;
    std::vector<MappedRelationship> m_relationships;
    QList<QList<int>> m_orphanMakers;
    QList<QList<int>> m_pointingAt;
    QList<QList<const MappedRelationship *>> m_trackingParents;
};

} // namespace relata::orm
