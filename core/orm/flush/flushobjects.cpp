#include "flushobjects.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Values;

namespace {

bool isKeyBefore(const Values &a, const Values &b)
{
    for (qsizetype i = 0; i < a.size(); ++i) {
        if (a[i] == b[i])
            continue;
        if (a[i].isNumber() && b[i].isNumber())
            return a[i].toReal() < b[i].toReal();
        return a[i].type() != b[i].type() ? a[i].type() < b[i].type() : a[i].bytes() < b[i].bytes();
    }
    return false;
}

} // namespace

void FlushObjects::add(ObjectRef object, Registration registration)
{
    if (!m_core.contains(object))
        return;
    if (const int known = m_numbers.of(object); known >= 0) {
        if (registration == Registration::Delete || registration == Registration::Keep) {
            Entry &entry = m_entries[size_t(known)];
            entry.fate = registration == Registration::Delete ? Fate::Delete : Fate::Save;
            entry.needsStatement = true;
        }
        return;
    }
    const int number = int(m_entries.size());
    m_entries.push_back({object, registration == Registration::Delete ? Fate::Delete : Fate::Save,
                         registration != Registration::Follow});
    m_numbers.set(object, number);
    if (m_byClass.size() <= size_t(object.cls))
        m_byClass.resize(size_t(object.cls) + 1);
    std::vector<int> &members = m_byClass[size_t(object.cls)];
    if (members.empty())
        m_classes.push_back(object.cls);
    members.push_back(number);
}

void FlushObjects::addAlong(const MappedRelationship &relationship, ObjectRef object,
                            Registration registration, QStringView operation)
{
    if (m_core.contains(object))
        add(object, registration);
    else
        warnUnlessDeleted(relationship, object, operation);
}

void FlushObjects::warnNotInSession(const MappedRelationship &relationship, ObjectRef object,
                                    QStringView operation)
{
    m_core.warn(
        u"An object of class '%1' is not in the session: the %2 operation along '%3' does not happen."_s.arg(
            m_core.mapper(object).name(), operation, relationship.label));
}

void FlushObjects::warnUnlessDeleted(const MappedRelationship &relationship, ObjectRef object,
                                     QStringView operation)
{
    if (!m_core.has(object, WasDeleted) || !m_core.has(object, InSession))
        warnNotInSession(relationship, object, operation);
}

bool FlushObjects::isDeleted(ObjectRef object) const
{
    const int number = m_numbers.of(object);
    return number >= 0 && m_entries[size_t(number)].fate == Fate::Delete;
}

bool FlushObjects::needsStatement(ObjectRef object) const
{
    const int number = m_numbers.of(object);
    return number >= 0 && m_entries[size_t(number)].needsStatement;
}

void FlushObjects::giveRowAway(ObjectRef object)
{
    m_entries[size_t(m_numbers.of(object))].needsStatement = false;
}

bool FlushObjects::hasClass(int cls) const
{
    return size_t(cls) < m_byClass.size() && !m_byClass[size_t(cls)].empty();
}

QList<ObjectRef> FlushObjects::ofClass(int cls, Fate fate) const
{
    QList<ObjectRef> found;
    if (!hasClass(cls))
        return found;
    for (const int number : m_byClass[size_t(cls)]) {
        const Entry &entry = m_entries[size_t(number)];
        if (entry.fate == fate && entry.needsStatement)
            found += entry.object;
    }
    return found;
}

QList<ObjectRef> FlushObjects::all(Fate fate) const
{
    QList<ObjectRef> found;
    for (const Entry &entry : m_entries) {
        if (entry.fate == fate)
            found += entry.object;
    }
    return found;
}

FlushObjects::Newcomers FlushObjects::newcomers(int cls, std::vector<bool> &seen) const
{
    Newcomers found;
    if (!hasClass(cls))
        return found;
    const std::vector<int> &members = m_byClass[size_t(cls)];
    seen.resize(members.size());
    for (size_t place = 0; place < members.size(); ++place) {
        const Entry &entry = m_entries[size_t(members[place])];
        if (!entry.needsStatement || seen[place])
            continue;
        seen[place] = true;
        (entry.fate == Fate::Delete ? found.deleted : found.saved) += entry.object;
    }
    return found;
}

void FlushObjects::sortForWriting(QList<ObjectRef> &objects) const
{
    const auto isNew = [this](ObjectRef object) { return !m_core.has(object, HasKey); };
    const auto others = std::stable_partition(objects.begin(), objects.end(), isNew);
    sortByArrival(objects.begin(), others);
    sortByKey(others, objects.end());
}

void FlushObjects::sortByArrival(QList<ObjectRef>::iterator begin, QList<ObjectRef>::iterator end) const
{
    const auto cameBefore = [this](ObjectRef a, ObjectRef b) { return m_numbers.of(a) < m_numbers.of(b); };
    if (!std::is_sorted(begin, end, cameBefore))
        std::stable_sort(begin, end, cameBefore);
}

void FlushObjects::sortByKey(QList<ObjectRef>::iterator begin, QList<ObjectRef>::iterator end) const
{
    if (end - begin < 2)
        return;
    std::vector<std::pair<Values, ObjectRef>> keyed; // Each key is made once, not for each comparison.
    keyed.reserve(size_t(end - begin));
    for (auto each = begin; each != end; ++each)
        keyed.emplace_back(m_core.heap(*each).key(each->row), *each);
    std::ranges::stable_sort(keyed, isKeyBefore, &std::pair<Values, ObjectRef>::first);
    std::ranges::transform(keyed, begin, &std::pair<Values, ObjectRef>::second);
}

} // namespace relata::orm
