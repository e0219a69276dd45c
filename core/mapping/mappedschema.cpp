#include "mappedschema.h"

#include "core/mapping/configure/configure.h"
#include "core/mapping/derive/derive.h"

#include <algorithm>

namespace relata::mapping {

using schema::ColumnPair;
using schema::Direction;
using schema::Table;

namespace {

/// Whether a foreign key compares exactly these columns.
bool standsOn(const schema::ForeignKey &key, const QString &parent, const QList<ColumnPair> &fromChild)
{
    if (!schema::sameName(key.table, parent) || key.columns.size() != fromChild.size() ||
        key.targetColumns.size() != fromChild.size())
        return false;
    return std::ranges::all_of(fromChild, [&key](const ColumnPair &pair) {
        const int part = schema::indexOfName(key.columns, pair.local);
        return part >= 0 && schema::sameName(key.targetColumns[part], pair.remote);
    });
}

QList<ColumnPair> turned(QList<ColumnPair> pairs)
{
    for (ColumnPair &pair : pairs)
        std::swap(pair.local, pair.remote);
    return pairs;
}

/// Reads the relationships of a configuration.
class SideReader
{
public:
    SideReader(const Configuration &configuration, const Declarations &declarations)
        : m_configuration(configuration)
    {
        for (const ClassDeclaration &owner : declarations.classes) {
            for (const RelationshipDeclaration &each : owner.relationships) {
                m_declaredLinks.insert({owner.name, each.name}, each.link);
                if (each.backref)
                    m_declaredLinks.insert({each.target, each.backref->name}, each.link);
            }
        }
    }

    QList<MappedClass> classes() const
    {
        QList<MappedClass> all;
        for (const ConfiguredClass &each : m_configuration.classes) {
            if (each.table < 0)
                continue;
            MappedClass mapped{each.name, m_configuration.tables[each.table].name, {}};
            for (const int number : each.relationships)
                mapped.relationships += side(number);
            all += mapped;
        }
        return all;
    }

private:
    Side side(int number) const
    {
        const ConfiguredRelationship &facts = m_configuration.relationships[number];
        const ConfiguredClass &owner = m_configuration.classes[facts.owner];
        const ConfiguredClass &target = m_configuration.classes[facts.target];
        Side side;
        side.number = number;
        side.name = facts.name;
        side.className = owner.name;
        side.target = target.name;
        side.targetTable = table(target.table).name;
        side.direction = facts.direction;
        side.uselist = facts.uselist;
        side.lazy = facts.lazy;
        if (!facts.reverse.isEmpty())
            side.backPopulates = m_configuration.relationships[facts.reverse.first()].name;
        for (const LocalRemotePair &pair : facts.localRemotePairs)
            addPair(facts, pair, side);
        setLink(facts, table(owner.table), side);
        if (!side.link.isValid() && facts.secondary < 0)
            side.link = m_declaredLinks.value({side.className, side.name});
        return side;
    }

    /// The pairs of a many-to-many are those of both its joins.
    void addPair(const ConfiguredRelationship &facts, const LocalRemotePair &pair, Side &side) const
    {
        const ColumnPair names{column(pair.local), column(pair.remote)};
        if (facts.secondary < 0) {
            side.pairs += names;
            return;
        }
        side.secondary = table(facts.secondary).name;
        const bool isOfOwner = std::ranges::any_of(facts.synchronizePairs, [&pair](const SyncPair &sync) {
            return sync.source == pair.local && sync.destination == pair.remote;
        });
        (isOfOwner ? side.pairs : side.secondaryPairs) += names;
    }

    /// Finds the foreign key, and puts the pairs in its order.
    void setLink(const ConfiguredRelationship &facts, const Table &owner, Side &side) const
    {
        const Table &target = table(m_configuration.classes[facts.target].table);
        const bool isParent = side.direction == Direction::ManyToOne;
        const Table &child = isParent ? owner : facts.secondary >= 0 ? table(facts.secondary) : target;
        if (const schema::ForeignKey *key = keyOf(child, isParent ? target : owner, side.pairs, isParent))
            side.link = key->id;
        if (facts.secondary >= 0)
            keyOf(child, target, side.secondaryPairs, false);
    }

    static const schema::ForeignKey *keyOf(const Table &child, const Table &parent, QList<ColumnPair> &pairs,
                                           bool isFromChild)
    {
        const QList<ColumnPair> fromChild = isFromChild ? pairs : turned(pairs);
        for (const schema::ForeignKey &key : child.foreignKeys) {
            if (!standsOn(key, parent.name, fromChild))
                continue;
            std::ranges::sort(pairs, {}, [&](const ColumnPair &pair) {
                return schema::indexOfName(key.columns, isFromChild ? pair.local : pair.remote);
            });
            return &key;
        }
        return nullptr;
    }

    const Table &table(int index) const { return m_configuration.tables[index]; }
    QString column(ColumnIndex index) const { return table(index.table).columns[index.column].name; }

    const Configuration &m_configuration;
    QHash<QPair<QString, QString>, base::LinkId> m_declaredLinks; ///< by class and relationship
};

template<typename Matches>
const Side *findSide(const QList<MappedClass> &classes, Matches matches)
{
    for (const MappedClass &each : classes) {
        for (const Side &side : each.relationships) {
            if (matches(side))
                return &side;
        }
    }
    return nullptr;
}

} // namespace

const Side *MappedClass::relationship(const QString &relationshipName) const
{
    const auto found = std::ranges::find(relationships, relationshipName, &Side::name);
    return found == relationships.cend() ? nullptr : &*found;
}

const MappedClass *MappedSchema::classOf(const QString &tableName) const
{
    const auto found = std::ranges::find_if(
        classes, [&](const MappedClass &each) { return schema::sameName(each.table, tableName); });
    return found == classes.cend() ? nullptr : &*found;
}

const Side *MappedSchema::relationship(const QString &tableName, const QString &relationshipName) const
{
    const MappedClass *mapped = classOf(tableName);
    return mapped ? mapped->relationship(relationshipName) : nullptr;
}

const Side *MappedSchema::childSide(base::LinkId link) const
{
    return findSide(classes, [link](const Side &side) {
        return side.link == link && side.direction == Direction::ManyToOne;
    });
}

const Side *MappedSchema::parentSide(base::LinkId link) const
{
    return findSide(classes, [link](const Side &side) {
        return side.link == link && side.direction != Direction::ManyToOne;
    });
}

MappedSchema MappedSchema::withTables(const schema::Schema &schema) const
{
    MappedSchema changed = *this;
    static_cast<schema::Schema &>(changed) = schema;
    return changed;
}

bool MappedSchema::operator==(const MappedSchema &other) const
{
    return static_cast<const schema::Schema &>(*this) == static_cast<const schema::Schema &>(other) &&
           classes == other.classes &&
           (configuration == other.configuration || *configuration == *other.configuration);
}

MappedSchema mapped(const Design &design)
{
    MappedSchema made;
    static_cast<schema::Schema &>(made) = design.schema;
    const Declarations declarations = derive(design);
    made.configuration = std::make_shared<const Configuration>(configure(declarations));
    made.classes = SideReader(*made.configuration, declarations).classes();
    return made;
}

MappedSchema mapped(const schema::Schema &schema)
{
    return mapped(Design{schema, {}});
}

} // namespace relata::mapping
