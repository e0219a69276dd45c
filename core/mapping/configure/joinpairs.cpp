#include "joinpairs.h"

#include "core/mapping/configure/joinreports.h"
#include "core/mapping/typefamily.h"

#include <QSet>

#include <algorithm>

namespace relata::mapping {

using schema::Direction;

namespace {

template<typename T>
void addOnce(QList<T> &list, const T &item)
{
    if (!list.contains(item))
        list += item;
}

/// Sorts the columns of one join into pairs and lists.
class PairSorter
{
public:
    PairSorter(const Workbench &work, ConfiguredRelationship &facts, const Draft &draft)
        : m_facts(facts), m_known{work.ownerTable(draft), work.targetTable(draft)}
    {
        if (facts.secondary >= 0)
            m_known += facts.secondary;
    }

    void sort(const QList<JoinComparison> &join, QList<SyncPair> &synchronize)
    {
        for (const JoinComparison &each : join) {
            gather(each.left);
            gather(each.right);
            if (!each.left.isColumn() || !each.right.isColumn())
                continue;
            addLocalRemote(each);
            if (each.op == QLatin1String("=") && isKnown(each.left) && isKnown(each.right))
                addSync(each, synchronize);
        }
    }

private:
    bool isKnown(const JoinOperand &operand) const { return m_known.contains(operand.column.table); }

    void gather(const JoinOperand &operand)
    {
        if (!operand.isColumn())
            return;
        if (operand.remote)
            addOnce(m_facts.remoteColumns, operand.column);
        if (operand.local)
            addOnce(m_facts.localColumns, operand.column);
        if (operand.foreign)
            addOnce(m_facts.foreignColumns, operand.column);
    }

    void addLocalRemote(const JoinComparison &each)
    {
        if (each.right.remote && !each.left.remote && isKnown(each.left))
            addOnce(m_facts.localRemotePairs, LocalRemotePair{each.left.column, each.right.column});
        else if (each.left.remote && !each.right.remote && isKnown(each.right))
            addOnce(m_facts.localRemotePairs, LocalRemotePair{each.right.column, each.left.column});
    }

    static void addSync(const JoinComparison &each, QList<SyncPair> &synchronize)
    {
        if (each.right.foreign)
            synchronize += SyncPair{each.left.column, each.right.column};
        else if (each.left.foreign)
            synchronize += SyncPair{each.right.column, each.left.column};
    }

    ConfiguredRelationship &m_facts;
    QList<int> m_known; ///< tables whose columns a flush can write
};

/// The operands of the primaryjoin that are foreign, each column once: as it stands first. Comparisons other
/// than
/// "=" come last, because SQLAlchemy puts them into parentheses and looks into those later.
QList<JoinOperand> foreignOperands(const QList<JoinComparison> &join)
{
    QList<JoinOperand> found;
    const auto add = [&found](const JoinOperand &operand) {
        const bool known = std::any_of(found.cbegin(), found.cend(), [&operand](const JoinOperand &other) {
            return other.column == operand.column;
        });
        if (operand.isColumn() && operand.foreign && !known)
            found += operand;
    };
    for (const bool equations : {true, false}) {
        for (const JoinComparison &each : join) {
            if ((each.op == QLatin1String("=")) != equations)
                continue;
            add(each.left);
            add(each.right);
        }
    }
    return found;
}

/// The columns that are remote and foreign in one and the same place.
QSet<ColumnIndex> remoteForeign(const QList<JoinComparison> &join)
{
    QSet<ColumnIndex> found;
    for (const JoinComparison &each : join) {
        for (const JoinOperand &operand : {each.left, each.right}) {
            if (operand.isColumn() && operand.remote && operand.foreign)
                found += operand.column;
        }
    }
    return found;
}

/// Foreign columns on both sides: those that are remote speak for one-to-many, the others for many-to-one;
/// columns that are equated to themselves do not count where both are found.
std::optional<Direction> directionByMarks(const ConfiguredRelationship &facts)
{
    QSet<ColumnIndex> oneToMany = remoteForeign(facts.primaryjoin);
    QSet<ColumnIndex> manyToOne;
    for (const JoinOperand &operand : foreignOperands(facts.primaryjoin)) {
        if (!operand.remote)
            manyToOne += operand.column;
    }
    if (!oneToMany.isEmpty() && !manyToOne.isEmpty()) {
        for (const ColumnIndex column : facts.remoteColumns) {
            if (facts.localColumns.contains(column)) {
                oneToMany.remove(column);
                manyToOne.remove(column);
            }
        }
    }
    if (oneToMany.isEmpty() == manyToOne.isEmpty())
        return {};
    return oneToMany.isEmpty() ? Direction::ManyToOne : Direction::OneToMany;
}

bool hasForeign(const QList<JoinComparison> &join)
{
    return std::any_of(join.cbegin(), join.cend(),
                       [](const JoinComparison &each) { return each.left.foreign || each.right.foreign; });
}

bool checkForeign(Workbench &work, Draft &draft, const QList<JoinComparison> &join,
                  const QList<SyncPair> &synchronize)
{
    const bool foreign = hasForeign(join);
    if (draft.facts.viewonly ? foreign : !synchronize.isEmpty())
        return true;
    return reportNothingToCopy(work, draft, &join == &draft.facts.secondaryjoin, foreign);
}

using Side = bool JoinOperand::*;

/// Whether a comparison asks for the key column with a value of the other side, whose columns are bound.
bool asksFor(const Workbench &work, const JoinComparison &each, ColumnIndex key, Side bound)
{
    const auto fits = [&](const JoinOperand &wanted, const JoinOperand &value) {
        return !(wanted.*bound) && wanted.column == key && value.isColumn() && value.*bound &&
               sameTypeFamily(work.catalog.column(value.column).type, work.catalog.column(key).type);
    };
    return each.op == QLatin1String("=") && (fits(each.left, each.right) || fits(each.right, each.left));
}

/// Whether the primaryjoin, with the columns of one side bound, is exactly "all key columns of the table =
/// ...".
bool asksForKey(const Workbench &work, const Draft &draft, int table, Side bound)
{
    const QList<JoinComparison> &join = draft.facts.primaryjoin;
    QList<int> open = work.catalog.identity(table);
    if (draft.facts.secondary >= 0 || join.size() != open.size())
        return false;
    return std::all_of(join.cbegin(), join.cend(), [&](const JoinComparison &each) {
        const auto asked = std::find_if(open.cbegin(), open.cend(), [&](int column) {
            return asksFor(work, each, {table, column}, bound);
        });
        return asked != open.cend() && open.removeOne(int(*asked));
    });
}

} // namespace

void setUpPairs(Workbench &work, Draft &draft)
{
    PairSorter sorter(work, draft.facts, draft);
    sorter.sort(draft.facts.primaryjoin, draft.facts.synchronizePairs);
    sorter.sort(draft.facts.secondaryjoin, draft.facts.secondarySynchronizePairs);
}

bool checkForeignColumns(Workbench &work, Draft &draft)
{
    ConfiguredRelationship &facts = draft.facts;
    return checkForeign(work, draft, facts.primaryjoin, facts.synchronizePairs) &&
           (facts.secondaryjoin.isEmpty() ||
            checkForeign(work, draft, facts.secondaryjoin, facts.secondarySynchronizePairs));
}

bool determineDirection(Workbench &work, Draft &draft)
{
    ConfiguredRelationship &facts = draft.facts;
    if (!facts.secondaryjoin.isEmpty()) {
        facts.direction = Direction::ManyToMany;
        return true;
    }
    const auto hasForeignOf = [&facts](int table) {
        return std::any_of(facts.foreignColumns.cbegin(), facts.foreignColumns.cend(),
                           [table](ColumnIndex column) { return column.table == table; });
    };
    const bool inTarget = hasForeignOf(work.targetTable(draft));
    const bool inOwner = hasForeignOf(work.ownerTable(draft));
    std::optional<Direction> direction;
    if (inTarget && inOwner)
        direction = directionByMarks(facts);
    else if (inTarget || inOwner)
        direction = inTarget ? Direction::OneToMany : Direction::ManyToOne;
    if (!direction)
        return reportNoDirection(work, draft, inTarget);
    facts.direction = *direction;
    return true;
}

bool checkRemoteSide(Workbench &work, Draft &draft)
{
    if (draft.facts.localRemotePairs.isEmpty())
        return reportNoRemoteSide(work, draft);
    const int owner = work.ownerTable(draft);
    if (owner == work.targetTable(draft))
        return true;
    for (const LocalRemotePair &pair : std::as_const(draft.facts.localRemotePairs)) {
        if (pair.remote.table == owner)
            warnOfLocalRemoteSide(work, draft, pair.remote);
    }
    return true;
}

bool usesGet(const Workbench &work, const Draft &draft)
{
    return !draft.facts.uselist && asksForKey(work, draft, work.targetTable(draft), &JoinOperand::local);
}

bool omitsJoin(const Workbench &work, const Draft &draft)
{
    if (draft.facts.direction == Direction::ManyToOne)
        return usesGet(work, draft);
    return asksForKey(work, draft, work.ownerTable(draft), &JoinOperand::remote);
}

} // namespace relata::mapping
