#include "relationshipmapping.h"

#include "core/schema/inflection.h"
#include "core/schema/junction.h"
#include "core/schema/relationshipnaming.h"

#include <QHash>

#include <algorithm>

namespace relata::schema {

using namespace Qt::StringLiterals;

namespace {

QList<ColumnPair> pairsOf(const QStringList &local, const QStringList &remote)
{
    QList<ColumnPair> pairs;
    for (int i = 0; i < local.size(); ++i)
        pairs += ColumnPair{local[i], remote[i]};
    return pairs;
}

RelationshipPair unnamedPair(const QString &childClass, const QString &parentClass, const Table &child,
                             const Table &parent, const ForeignKey &key)
{
    RelationshipPair pair;
    pair.childSide.target = parentClass;
    pair.childSide.targetTable = parent.name;
    pair.childSide.direction = Direction::ManyToOne;
    pair.childSide.uselist = false;
    pair.childSide.pairs = pairsOf(key.columns, key.targetColumns);
    pair.childSide.link = key.id;
    pair.parentSide.target = childClass;
    pair.parentSide.targetTable = child.name;
    pair.parentSide.direction = Direction::OneToMany;
    pair.parentSide.uselist = !child.isUnique(key.columns);
    pair.parentSide.pairs = pairsOf(key.targetColumns, key.columns);
    pair.parentSide.link = key.id;
    return pair;
}

/// Builds the classes of one schema in three passes, so that the most natural names are given first:
/// many-to-one, then one-to-many, then many-to-many.
class Mapping
{
public:
    explicit Mapping(const Schema &schema) : m_schema(schema) {}

    QList<MappedClass> run()
    {
        addClasses();
        addPairs();
        addManyToMany();
        return m_classes;
    }

private:
    void addClasses()
    {
        QSet<QString> used;
        const QSet<QString> parents = parentTables(m_schema);
        for (const Table &table : m_schema.tables) {
            if (table.kind != TableKind::Table)
                continue;
            if (isPureJunction(m_schema, table, parents)) {
                const QList<ForeignKey> keys = usableForeignKeys(m_schema, table);
                ++m_junctionCounts[endsKey(keys[0].table, keys[1].table)];
                m_junctions += &table;
                continue;
            }
            const QString wish = camelCase(table.name);
            QString name = wish;
            for (int number = 2; used.contains(name.toLower()); ++number)
                name = wish + QString::number(number);
            used += name.toLower();
            m_indexes.insert(nameKey(table.name), int(m_classes.size()));
            m_classes += MappedClass{name, table.name, {}};
            m_names.insert(nameKey(table.name), TakenNames(table));
        }
    }

    MappedClass &classOf(const QString &tableName) { return m_classes[m_indexes.value(nameKey(tableName))]; }
    TakenNames &namesOf(const QString &tableName) { return m_names.find(nameKey(tableName)).value(); }

    void addPairs()
    {
        struct Found
        {
            const Table *child;
            ForeignKey key;
            qsizetype linksToParent;
            RelationshipPair pair;
        };
        QList<Found> found;
        for (const Table &table : m_schema.tables) {
            if (!m_indexes.contains(nameKey(table.name)))
                continue;
            const QList<ForeignKey> usable = usableForeignKeys(m_schema, table);
            QHash<QString, qsizetype> links;
            for (const ForeignKey &key : usable)
                ++links[nameKey(key.table)];
            for (const ForeignKey &key : usable) {
                if (!m_indexes.contains(nameKey(key.table)))
                    continue;
                const Table &parent = *m_schema.table(key.table);
                found += Found{
                    &table, key, links.value(nameKey(key.table)),
                    unnamedPair(classOf(table.name).name, classOf(parent.name).name, table, parent, key)};
            }
        }
        for (Found &each : found)
            each.pair.childSide.name =
                namesOf(each.child->name).take(childSideWishes(*each.child, each.key, each.linksToParent));
        for (Found &each : found) {
            each.pair.parentSide.name =
                namesOf(each.key.table).take(parentSideWishes(*each.child, each.key, each.linksToParent));
            each.pair.childSide.backPopulates = each.pair.parentSide.name;
            each.pair.parentSide.backPopulates = each.pair.childSide.name;
            classOf(each.child->name).relationships += each.pair.childSide;
        }
        for (const Found &each : found)
            classOf(each.key.table).relationships += each.pair.parentSide;
    }

    void addManyToMany()
    {
        for (const Table *junction : std::as_const(m_junctions)) {
            const QList<ForeignKey> keys = usableForeignKeys(m_schema, *junction);
            addManyToMany(*junction, keys[0], keys[1]);
        }
    }

    static QString endsKey(const QString &a, const QString &b)
    {
        return qMin(nameKey(a), nameKey(b)) + QChar(0x1f) + qMax(nameKey(a), nameKey(b));
    }

    bool severalJunctions(const QString &a, const QString &b) const
    {
        return sameName(a, b) || m_junctionCounts.value(endsKey(a, b)) > 1;
    }

    Relationship manySide(const Table &junction, const ForeignKey &near, const ForeignKey &far)
    {
        Relationship side;
        side.target = classOf(far.table).name;
        side.targetTable = m_schema.table(far.table)->name;
        side.direction = Direction::ManyToMany;
        side.pairs = pairsOf(near.targetColumns, near.columns);
        side.secondary = junction.name;
        side.secondaryPairs = pairsOf(far.targetColumns, far.columns);
        side.link = near.id;
        side.name =
            namesOf(near.table).take(manySideWishes(junction, far, severalJunctions(near.table, far.table)));
        return side;
    }

    void addManyToMany(const Table &junction, const ForeignKey &first, const ForeignKey &second)
    {
        Relationship there = manySide(junction, first, second);
        Relationship back = manySide(junction, second, first);
        there.backPopulates = back.name;
        back.backPopulates = there.name;
        classOf(first.table).relationships += there;
        classOf(second.table).relationships += back;
    }

    const Schema &m_schema;
    QList<MappedClass> m_classes;
    QHash<QString, int> m_indexes;
    QHash<QString, TakenNames> m_names;
    QList<const Table *> m_junctions;
    QHash<QString, int> m_junctionCounts; ///< by the two tables they link
};

} // namespace

QList<MappedClass> mapRelationships(const Schema &schema)
{
    return Mapping(schema).run();
}

RelationshipPair pairFor(const Schema &schema, const Table &child, const ForeignKey &key)
{
    const Table &parent = *schema.table(key.table);
    const MappedClass *childClass = schema.classOf(child.name);
    const MappedClass *parentClass = schema.classOf(parent.name);
    RelationshipPair pair =
        unnamedPair(childClass ? childClass->name : camelCase(child.name),
                    parentClass ? parentClass->name : camelCase(parent.name), child, parent, key);
    const qsizetype links = linksTo(usableForeignKeys(schema, child), key.table);
    TakenNames childNames(child, childClass);
    pair.childSide.name = childNames.take(childSideWishes(child, key, links));
    TakenNames parentNames = sameName(child.name, parent.name) ? childNames : TakenNames(parent, parentClass);
    pair.parentSide.name = parentNames.take(parentSideWishes(child, key, links));
    pair.childSide.backPopulates = pair.parentSide.name;
    pair.parentSide.backPopulates = pair.childSide.name;
    return pair;
}

} // namespace relata::schema
