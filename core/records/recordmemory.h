#pragma once

#include "core/base/record.h"
#include "core/mapping/mappedschema.h"
#include "core/orm/session/session.h"
#include "core/records/recordshape.h"

#include <QSet>

#include <memory>

namespace relata::records {

/// The browser's way to the objects of an orm::Session: which object a key means, and the record of an object
/// as the database has it. Owns the orm::Session; lives in its connection's thread. Runs no statement itself.
class RecordMemory
{
public:
    RecordMemory(db::Connection &connection, const mapping::MappedSchema &schema, const RecordShapes &shapes);
    ~RecordMemory();

    orm::Session &session() { return *m_session; }
    /// The class of a table; -1 where its rows have no address.
    int classOf(const QString &table) const { return m_classes.value(table, -1); }
    /// Null where the rows of either end have no address.
    const orm::MappedRelationship *relationship(const QString &table, const QString &name) const;

    /// Takes in a row that has the shape's columns and returns it as it is in memory from now on: what was
    /// loaded before stays. Rows without an address are only read.
    /// @param mapped the class of the shape's table
    base::Record take(const RecordShape &shape, int mapped, const base::RowPage &rows, int row);
    /// Takes in a row that was written: it holds what the database has now.
    void refresh(const base::Record &record);
    /// The one object that a relationship leads to, by the orm::Session's lazy loading; None where there is
    /// none.
    base::Result<orm::ObjectRef> parent(orm::ObjectRef owner, const orm::MappedRelationship &relationship,
                                        const base::Cause &cause);
    /// A relationship's last page has come: these are all that it leads to.
    void setRelated(const base::RecordKey &owner, const QString &relationship,
                    const QList<base::RecordKey> &members);

    /// None where the whole record is not in memory.
    orm::ObjectRef find(const base::RecordKey &key) const;
    /// The same by the values of the table's primary key, in its order.
    orm::ObjectRef findByPrimaryKey(const QString &table, const base::Values &values) const;
    base::RecordKey keyOf(orm::ObjectRef object) const;
    base::Record record(orm::ObjectRef object) const;
    base::Values values(orm::ObjectRef object, const QStringList &columns) const;
    /// What a relationship leads to; nothing where that is not in memory whole.
    std::optional<QList<orm::ObjectRef>> related(orm::ObjectRef owner, const QString &relationship) const;

    /// Whether the relationship itself was loaded: a parent may be in memory without that.
    bool hasLoaded(orm::ObjectRef owner, const QString &relationship) const;

    /// Forgets what relationships from the tables, to them or through them lead to.
    void forgetRelated(const QSet<QString> &tables);
    /// Forgets the rows of a table, which may have changed without the session.
    void forgetRows(const QString &table);
    void remove(const base::RecordKey &key);
    /// Forgets everything, also what waits.
    void clear();
    /// Forgets everything but what waits.
    void forgetAll();

private:
    orm::ObjectRef known(const base::RecordKey &key) const;
    void adopt(orm::ObjectRef object, const RecordShape &shape, const base::Record &record);

    db::Connection &m_connection;
    const mapping::MappedSchema &m_schema;
    const RecordShapes &m_shapes;
    const mapping::Configuration m_mapping;
    QHash<QString, int> m_classes;
    std::unique_ptr<orm::Session> m_session;
    /// Only for tables that are addressed by their rowid; an object may have another primary key by now.
    QHash<base::RecordKey, orm::ObjectRef> m_byPrimaryKey;
};

} // namespace relata::records
