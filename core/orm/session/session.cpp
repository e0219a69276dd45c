#include "session.h"

#include "core/orm/attributes/cascadewalker.h"
#include "core/orm/load/lazyloader.h"
#include "core/orm/flush/unitofwork.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::Value;
using base::Values;
using Kind = RelatedRead::Kind;

QString stateWord(ObjectState state)
{
    switch (state) {
    case ObjectState::Transient:
        return u"transient"_s;
    case ObjectState::Pending:
        return u"pending"_s;
    case ObjectState::Persistent:
        return u"persistent"_s;
    case ObjectState::Deleted:
        return u"deleted"_s;
    case ObjectState::Detached:
        break;
    }
    return u"detached"_s;
}

Session::Session(db::Connection &connection, mapping::Configuration configuration, SessionOptions options)
    : m_core(connection, std::move(configuration)),
      m_attributes(std::make_unique<Attributes>(m_core)),
      m_loading(std::make_unique<Loading>(m_core, *m_attributes)),
      m_lazy(std::make_unique<LazyLoader>(m_core, *m_attributes, *m_loading)),
      m_walker(std::make_unique<CascadeWalker>(m_core, *m_attributes)),
      m_snapshots(1)
{
    m_core.options = options;
    if (connection.dialect().engine() != sql::Engine::Sqlite)
        m_core.options.promiseKeys = false; // A server's sequence would not know of the numbers.
    m_core.autoflush = options.autoflush;
    m_core.flushNow = [this] { return flushNow(); };
    m_core.rowIsGone = [this](ObjectRef object) { forgetDeleted(object); };
    m_core.executor.setGate([this] { return checkUsable(); });
    m_attributes->setLoader(m_lazy.get());
    m_attributes->addToSession = [this](ObjectRef object) { return addWithCascade(object); };
    m_attributes->expungePending = [this](ObjectRef object) { return expunge(object); };
}

Session::~Session()
{
    m_core.executor.rollback();
}

Done Session::checkUsable() const
{
    if (m_core.isCommitRefused) {
        return fail(ErrorCode::InvalidRequest,
                    u"The transaction could not be committed, and waits for rollback()."_s,
                    u"Roll back, then go on."_s);
    }
    if (!m_core.pendingRollback)
        return {};
    return fail(ErrorCode::PendingRollback,
                u"The transaction was taken back after an error while saving, and waits for rollback()."_s,
                u"Roll back, then go on."_s, m_core.pendingRollback->text());
}

ObjectRef Session::create(int mapper)
{
    return m_core.create(mapper);
}

Result<ObjectRef> Session::get(int mapper, const Values &key)
{
    if (size_t(key.size()) != registry().mapper(mapper).keyColumns.size()) {
        return fail(ErrorCode::InvalidRequest,
                    u"The primary key of '%1' has %2 values, not %3."_s.arg(
                        registry().mapper(mapper).name(),
                        QString::number(registry().mapper(mapper).keyColumns.size()),
                        QString::number(key.size())),
                    u"Give a value for each key column."_s);
    }
    const auto known = m_lazy->fromIdentityMap(mapper, key, kAnywhere);
    if (!known)
        return fail(known.error());
    if (*known && !(*known)->isNone())
        return **known;
    if (const Done flushed = m_core.autoflushNow(); !flushed)
        return fail(flushed.error());
    const auto found = m_loading->byKey(mapper, key, {});
    if (!found)
        return fail(found.error());
    return found->isEmpty() ? ObjectRef() : found->first();
}

Result<Value> Session::value(ObjectRef object, int column)
{
    const auto read = m_attributes->column(object, column);
    if (!read)
        return fail(read.error());
    return read->value;
}

Done Session::setValue(ObjectRef object, int column, const Value &value)
{
    return m_attributes->setColumn(object, column, value);
}

Result<ObjectRef> Session::related(ObjectRef object, const MappedRelationship &relationship)
{
    const auto read = m_attributes->scalar(object, relationship);
    if (!read)
        return fail(read.error());
    return read->object;
}

Result<QList<ObjectRef>> Session::collection(ObjectRef object, const MappedRelationship &relationship)
{
    if (relationship.isQueryOnly()) {
        return fail(ErrorCode::WrongArgument,
                    u"'%1' is a query and cannot be gone through like a list."_s.arg(relationship.label),
                    u"Select its objects."_s);
    }
    const auto kind = m_attributes->collection(object, relationship);
    if (!kind)
        return fail(kind.error());
    return m_attributes->items(object, relationship);
}

Done Session::setRelated(ObjectRef object, const MappedRelationship &relationship, ObjectRef value)
{
    return m_attributes->setScalar(object, relationship, value);
}

Done Session::append(ObjectRef object, const MappedRelationship &relationship, ObjectRef child)
{
    return m_attributes->append(object, relationship, child);
}

Done Session::remove(ObjectRef object, const MappedRelationship &relationship, ObjectRef child)
{
    return m_attributes->remove(object, relationship, child);
}

Done Session::assign(ObjectRef object, const MappedRelationship &relationship,
                     const QList<ObjectRef> &children)
{
    return m_attributes->assign(object, relationship, children);
}

Result<QList<ObjectRef>> Session::select(ObjectRef object, const MappedRelationship &relationship)
{
    if (relationship.prop->lazy == mapping::Lazy::Dynamic)
        return m_lazy->dynamicItems(object, relationship);
    if (const Done flushed = m_core.autoflushNow(); !flushed)
        return fail(flushed.error());
    return m_lazy->query(object, relationship);
}

Result<qint64> Session::count(ObjectRef object, const MappedRelationship &relationship)
{
    if (!m_core.has(object, HasKey) || !m_core.has(object, InSession))
        return m_lazy->dynamicItems(object, relationship).map([](const auto &items) { return items.size(); });
    if (const Done flushed = m_core.autoflushNow(); !flushed)
        return fail(flushed.error());
    return m_lazy->count(object, relationship);
}

QStringList Session::loadedAttributes(ObjectRef object) const
{
    QStringList names;
    const ClassHeap &heap = m_core.heap(object);
    const Mapper &mapper = heap.mapper();
    for (int column = 0; column < mapper.columnCount(); ++column) {
        if (heap.cells().isLoaded(object.row, column))
            names += mapper.table->columns.at(column).name;
    }
    for (const int index : mapper.relationships) {
        const MappedRelationship &relationship = registry().relationship(index);
        if (heap.isLoaded(object.row, relationship.slot))
            names += relationship.prop->name;
    }
    names.sort();
    return names;
}

ObjectState Session::state(ObjectRef object) const
{
    const bool isAttached = m_core.has(object, InSession);
    if (!m_core.has(object, HasKey))
        return isAttached ? ObjectState::Pending : ObjectState::Transient;
    if (!isAttached)
        return ObjectState::Detached;
    return m_core.has(object, WasDeleted) ? ObjectState::Deleted : ObjectState::Persistent;
}

QList<ObjectRef> Session::dirty()
{
    QList<ObjectRef> changed;
    for (const ObjectRef object : std::as_const(m_core.modified)) {
        if (state(object) == ObjectState::Persistent && !m_core.deleted.contains(object) &&
            m_attributes->isModified(object))
            changed += object;
    }
    return changed;
}

Values Session::identityKey(ObjectRef object) const
{
    return m_core.has(object, HasKey) ? m_core.heap(object).key(object.row) : Values();
}

Result<base::RowPage> Session::rowsOf(const QString &table)
{
    Select select;
    select.columns = {u"*"_s};
    select.from = registry().dialect().quoted(table);
    return m_core.executor.select(select, Executor::Record::No);
}

Result<base::RowPage> Session::execute(const QString &sql)
{
    if (const Done usable = checkUsable(); !usable)
        return fail(usable.error());
    return m_core.executor.run(sql);
}

} // namespace relata::orm
