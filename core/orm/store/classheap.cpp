#include "classheap.h"

#include <numeric>

namespace relata::orm {

namespace {

constexpr quint32 kUnloaded = 0xffffffff;
constexpr quint32 kNone = 0xfffffffe;
constexpr quint32 kOfOtherClass = 0x80000000; ///< the rest of the number is a place in m_ofOtherClass

std::vector<int> counted(size_t count)
{
    std::vector<int> numbers(count);
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
}

} // namespace

ClassHeap::ClassHeap(const Mapper &mapper)
    : m_mapper(mapper),
      m_cells(mapper.columnCount()),
      m_keys(int(mapper.keyColumns.size())),
      m_identities(&m_keys, counted(mapper.keyColumns.size())),
      m_scalars(mapper.relationships.size()),
      m_lists(mapper.relationships.size()),
      m_targets(mapper.relationships.size(), -1)
{
}

std::unique_ptr<ClassHeap> ClassHeap::clone() const
{
    auto copy = std::make_unique<ClassHeap>(m_mapper);
    copy->m_cells = m_cells.clone();
    copy->m_keys = m_keys.clone();
    copy->m_identities.takeOver(m_identities);
    copy->m_flags = m_flags;
    copy->m_scalars = m_scalars;
    copy->m_lists = m_lists;
    copy->m_ofOtherClass = m_ofOtherClass;
    copy->m_targets = m_targets;
    copy->m_overlays = m_overlays;
    copy->m_expired = m_expired;
    copy->m_deferred = m_deferred;
    copy->m_contexts = m_contexts;
    copy->m_ownStrategies = m_ownStrategies;
    return copy;
}

quint32 ClassHeap::addRow()
{
    m_keys.addRow();
    m_flags.push_back(0);
    return m_cells.addRow();
}

void ClassHeap::set(quint32 row, ObjectFlag flag, bool on)
{
    m_flags[row] = on ? quint8(m_flags[row] | flag) : quint8(m_flags[row] & ~flag);
}

base::Values ClassHeap::key(quint32 row) const
{
    base::Values values;
    for (int i = 0; i < m_keys.columnCount(); ++i)
        values += m_keys.value(row, i);
    return values;
}

bool ClassHeap::isLoaded(quint32 row, int slot) const
{
    const std::vector<quint32> &rows = m_scalars[size_t(slot)].rows;
    return (row < rows.size() && rows[row] != kUnloaded) || m_lists[size_t(slot)].contains(row);
}

ObjectRef ClassHeap::scalar(quint32 row, int slot) const
{
    const std::vector<quint32> &rows = m_scalars[size_t(slot)].rows;
    const quint32 code = row < rows.size() ? rows[row] : kUnloaded;
    if (code == kUnloaded || code == kNone)
        return {};
    return code & kOfOtherClass ? m_ofOtherClass[code & ~kOfOtherClass]
                                : ObjectRef{m_targets[size_t(slot)], code};
}

void ClassHeap::setScalar(quint32 row, int slot, ObjectRef value)
{
    std::vector<quint32> &rows = m_scalars[size_t(slot)].rows;
    if (row >= rows.size())
        rows.resize(rowCount(), kUnloaded);
    if (value.isNone()) {
        rows[row] = kNone;
    } else if (value.cls == m_targets[size_t(slot)]) {
        rows[row] = value.row;
    } else {
        rows[row] = quint32(m_ofOtherClass.size()) | kOfOtherClass;
        m_ofOtherClass.push_back(value);
    }
}

const QList<ObjectRef> &ClassHeap::items(quint32 row, int slot) const
{
    static const QList<ObjectRef> none;
    const auto found = m_lists[size_t(slot)].constFind(row);
    return found == m_lists[size_t(slot)].constEnd() ? none : *found;
}

QList<ObjectRef> &ClassHeap::editItems(quint32 row, int slot)
{
    return m_lists[size_t(slot)][row];
}

void ClassHeap::setItems(quint32 row, int slot, QList<ObjectRef> items)
{
    m_lists[size_t(slot)].insert(row, std::move(items));
}

void ClassHeap::unload(quint32 row, int slot)
{
    std::vector<quint32> &rows = m_scalars[size_t(slot)].rows;
    if (row < rows.size())
        rows[row] = kUnloaded;
    m_lists[size_t(slot)].remove(row);
}

std::optional<mapping::Lazy> ClassHeap::ownStrategy(quint32 row, int slot) const
{
    const auto found = m_ownStrategies.constFind({row, slot});
    return found == m_ownStrategies.constEnd() ? std::nullopt : std::optional(*found);
}

void ClassHeap::forgetOwnStrategy(quint32 row, int slot)
{
    if (!m_ownStrategies.isEmpty())
        m_ownStrategies.remove({row, slot});
}

const base::Value *ClassHeap::deferred(quint32 row, int column) const
{
    const auto cells = m_deferred.constFind(row);
    if (cells == m_deferred.constEnd())
        return nullptr;
    const auto found = cells->constFind(column);
    return found == cells->constEnd() ? nullptr : &*found;
}

void ClassHeap::setDeferred(quint32 row, int column, const base::Value &cut)
{
    m_cells.setNull(row, column); // A long text gives its room back.
    m_cells.setUnloaded(row, column);
    m_deferred[row].insert(column, cut);
}

void ClassHeap::forgetDeferred(quint32 row, int column)
{
    const auto cells = m_deferred.find(row);
    if (cells == m_deferred.end())
        return;
    cells->remove(column);
    if (cells->isEmpty())
        m_deferred.erase(cells);
}

void ClassHeap::setContext(quint32 row, quint32 context)
{
    if (row >= m_contexts.size()) {
        if (context == 0)
            return;
        m_contexts.resize(std::max<size_t>(row + 1, m_contexts.size() * 3 / 2));
    }
    m_contexts[row] = context;
}

Overlay *ClassHeap::overlay(quint32 row)
{
    const auto found = m_overlays.find(row);
    return found == m_overlays.end() ? nullptr : &*found;
}

const Overlay *ClassHeap::overlay(quint32 row) const
{
    const auto found = m_overlays.constFind(row);
    return found == m_overlays.constEnd() ? nullptr : &*found;
}

} // namespace relata::orm
