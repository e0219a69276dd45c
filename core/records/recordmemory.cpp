#include "recordmemory.h"

#include "core/records/browsermapping.h"

#include <algorithm>

namespace relata::records {

using base::Record;
using base::RecordKey;
using base::Result;
using base::RowPage;
using base::Values;
using orm::MappedRelationship;
using orm::ObjectRef;

namespace {

/// A save decides itself what has to be asked again, and edits are people's.
constexpr orm::SessionOptions kOptions = {.autoflush = false,
                                          .expireOnCommit = false,
                                          .expireOnRollback = false,
                                          .compareEdited = true,
                                          .databaseDefaults = true,
                                          .promiseKeys = true,
                                          .deferLarge = true};

} // namespace

RecordMemory::RecordMemory(db::Connection &connection, const mapping::MappedSchema &schema,
                           const RecordShapes &shapes)
    : m_connection(connection), m_schema(schema), m_shapes(shapes), m_mapping(browserMapping(schema))
{
    for (int i = 0; i < m_mapping.tables.size(); ++i)
        m_classes.insert(m_mapping.tables.at(i).name, i);
    clear();
}

RecordMemory::~RecordMemory() = default;

void RecordMemory::clear()
{
    m_session.reset(); // It may hold a transaction, which has to end before another session begins.
    m_session = std::make_unique<orm::Session>(m_connection, m_mapping, kOptions);
    m_byPrimaryKey.clear();
}

const MappedRelationship *RecordMemory::relationship(const QString &table, const QString &name) const
{
    const int owner = classOf(table);
    return owner < 0 ? nullptr : m_session->registry().relationship(owner, name);
}

Record RecordMemory::take(const RecordShape &shape, int mapped, const RowPage &rows, int row)
{
    Values key = shape.key(rows, row);
    const ObjectRef held = mapped < 0 ? ObjectRef() : m_session->known(mapped, key);
    if (!held.isNone() && m_session->isWhole(held))
        return record(held);
    Record given = shape.record(rows, row, std::move(key));
    if (mapped < 0)
        return given;
    const ObjectRef object = held.isNone() ? m_session->reference(mapped, given.key.values) : held;
    adopt(object, shape, given);
    if (!held.isNone())
        return record(object);
    return given;
}

Result<ObjectRef> RecordMemory::parent(ObjectRef owner, const MappedRelationship &relationship,
                                       const base::Cause &cause)
{
    m_session->setCause(cause);
    const auto found = m_session->related(owner, relationship);
    if (!found || found->isNone())
        return found;
    const Record loaded = record(*found);
    if (const Values key = m_shapes.of(loaded.key.table)->primaryKeyBesideAddress(loaded); !key.isEmpty())
        m_byPrimaryKey.insert({loaded.key.table, key, 0}, *found);
    return found;
}

void RecordMemory::adopt(ObjectRef object, const RecordShape &shape, const Record &record)
{
    m_session->adopt(object, record.values);
    if (const Values key = shape.primaryKeyBesideAddress(record); !key.isEmpty())
        m_byPrimaryKey.insert({record.key.table, key, 0}, object);
}

void RecordMemory::refresh(const Record &record)
{
    const int mapped = classOf(record.key.table);
    if (mapped < 0)
        return;
    const ObjectRef object = m_session->reference(mapped, record.key.values);
    static_cast<void>(m_session->expire(object));
    adopt(object, *m_shapes.of(record.key.table), record);
}

void RecordMemory::setRelated(const RecordKey &ownerKey, const QString &name, const QList<RecordKey> &members)
{
    const ObjectRef owner = known(ownerKey);
    const MappedRelationship *mapped = relationship(ownerKey.table, name);
    if (owner.isNone() || !mapped)
        return;
    QList<ObjectRef> objects;
    for (const RecordKey &member : members)
        objects += known(member);
    m_session->setCommitted(owner, *mapped, objects);
}

ObjectRef RecordMemory::known(const RecordKey &key) const
{
    const int mapped = classOf(key.table);
    return mapped < 0 || key.isNew() ? ObjectRef() : m_session->known(mapped, key.values);
}

ObjectRef RecordMemory::find(const RecordKey &key) const
{
    const ObjectRef object = known(key);
    return !object.isNone() && m_session->isWhole(object) ? object : ObjectRef();
}

ObjectRef RecordMemory::findByPrimaryKey(const QString &table, const Values &values) const
{
    const RecordKey key = {table, values, 0};
    const RecordShape *shape = m_shapes.of(table);
    if (shape && shape->addressKind() == schema::RowAddress::Kind::Key)
        return find(key);
    const ObjectRef object = m_byPrimaryKey.value(key);
    const bool isStill = !object.isNone() && m_session->contains(object) && m_session->isWhole(object) &&
                         this->values(object, shape->table().primaryKey) == values;
    return isStill ? object : ObjectRef();
}

RecordKey RecordMemory::keyOf(ObjectRef object) const
{
    return {m_mapping.tables.at(object.cls).name, m_session->identityKey(object), 0};
}

Record RecordMemory::record(ObjectRef object) const
{
    Record record = {keyOf(object), {}};
    const qsizetype count = m_shapes.of(record.key.table)->table().columns.size();
    record.values.reserve(count);
    for (int column = 0; column < count; ++column)
        record.values += m_session->committed(object, column).shortened();
    return record;
}

Values RecordMemory::values(ObjectRef object, const QStringList &columns) const
{
    const schema::Table &table = m_mapping.tables.at(object.cls);
    Values values;
    for (const QString &column : columns)
        values += m_session->committed(object, table.columnIndex(column));
    return values;
}

std::optional<QList<ObjectRef>> RecordMemory::related(ObjectRef owner, const QString &name) const
{
    const MappedRelationship *mapped = m_session->registry().relationship(owner.cls, name);
    const auto found = mapped ? m_session->inMemory(owner, *mapped) : std::nullopt;
    const bool isWhole = found && std::ranges::all_of(*found, [this](ObjectRef each) {
                             return m_session->contains(each) && m_session->isWhole(each);
                         });
    return isWhole ? found : std::nullopt;
}

bool RecordMemory::hasLoaded(ObjectRef owner, const QString &name) const
{
    return m_session->loadedAttributes(owner).contains(name);
}

void RecordMemory::forgetRelated(const QSet<QString> &tables)
{
    const auto touches = [&](int table) {
        return table >= 0 && tables.contains(m_mapping.tables.at(table).name);
    };
    for (int i = 0; i < m_mapping.relationships.size(); ++i) {
        const mapping::ConfiguredRelationship &each = m_mapping.relationships.at(i);
        if (touches(each.owner) || touches(each.target) || touches(each.secondary))
            m_session->forgetRelated(m_session->registry().relationship(i));
    }
}

void RecordMemory::forgetRows(const QString &table)
{
    if (const int mapped = classOf(table); mapped >= 0)
        m_session->forgetColumns(mapped);
}

void RecordMemory::forgetAll()
{
    for (int i = 0; i < m_mapping.classes.size(); ++i)
        m_session->forgetColumns(i);
    for (int i = 0; i < m_mapping.relationships.size(); ++i)
        m_session->forgetRelated(m_session->registry().relationship(i));
    m_byPrimaryKey.clear();
}

void RecordMemory::remove(const RecordKey &key)
{
    if (const ObjectRef object = known(key); !object.isNone())
        static_cast<void>(m_session->expunge(object));
}

} // namespace relata::records
