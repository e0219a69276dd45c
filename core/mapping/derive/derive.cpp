#include "derive.h"

#include "core/mapping/derive/derivednames.h"
#include "core/mapping/derive/exactnames.h"
#include "core/mapping/derive/givenlinks.h"
#include "core/mapping/derive/pairdeclarer.h"
#include "core/schema/inflection.h"
#include "core/schema/junction.h"

#include <algorithm>

namespace relata::mapping {

using namespace Qt::StringLiterals;
using schema::ForeignKey;
using schema::nameKey;
using schema::Table;

namespace {

/// Declares one design in passes, so that the most natural names are given first: what was given, then
/// many-to-one, then one-to-many, then many-to-many.
class Derivation
{
public:
    explicit Derivation(const Design &design)
        : m_design(design), m_schema(spelled(design.schema)), m_given(design)
    {
    }

    Declarations run()
    {
        m_declarations.tables = m_schema.tables;
        m_declarations.tables.removeIf(
            [](const Table &each) { return each.kind != schema::TableKind::Table; });
        addClasses();
        reserveGivenNames();
        findPairs();
        namePairs();
        addPairs();
        for (const Table *junction : std::as_const(m_junctions))
            addManyToMany(*junction);
        addRestOfGiven();
        return m_declarations;
    }

private:
    struct Pair
    {
        const Table *child;
        ForeignKey key;
        qsizetype linksToParent;
        QString childName;
        QString parentName;
        bool isGiven;
    };

    static schema::Schema spelled(schema::Schema schema)
    {
        for (Table &table : schema.tables) {
            if (table.kind == schema::TableKind::Table)
                table = withExactNames(schema, table);
        }
        return schema;
    }

    void addClasses()
    {
        QSet<QString> used;
        for (const ClassDeclaration &given : m_design.given.classes)
            used += given.name.toLower();
        const QSet<QString> parents = schema::parentTables(m_schema);
        for (const Table &table : m_schema.tables) {
            if (table.kind != schema::TableKind::Table)
                continue;
            const ClassDeclaration *given = m_design.given.classOf(table.name);
            if (!given && schema::isPureJunction(m_schema, table, parents)) {
                addJunction(table);
                continue;
            }
            ClassDeclaration declared =
                given ? *given : ClassDeclaration{freeName(table.name, used), {}, {}, {}};
            declared.table = table.name;
            declared.relationships.clear();
            declared.rowIdentity = table.primaryKey.isEmpty();
            used += declared.name.toLower();
            m_indexes.insert(nameKey(table.name), int(m_declarations.classes.size()));
            m_declarations.classes += declared;
            m_names.insert(nameKey(table.name), TakenNames(table));
        }
    }

    static QString freeName(const QString &tableName, const QSet<QString> &used)
    {
        const QString wish = schema::camelCase(tableName);
        QString name = wish;
        for (int number = 2; used.contains(name.toLower()); ++number)
            name = wish + QString::number(number);
        return name;
    }

    void addJunction(const Table &table)
    {
        const QList<ForeignKey> keys = schema::usableForeignKeys(m_schema, table);
        ++m_junctionCounts[endsKey(keys[0].table, keys[1].table)];
        m_junctions += &table;
    }

    bool hasClass(const QString &table) const { return m_indexes.contains(nameKey(table)); }
    ClassDeclaration &classOf(const QString &table)
    {
        return m_declarations.classes[m_indexes.value(nameKey(table))];
    }
    TakenNames &namesOf(const QString &table) { return m_names.find(nameKey(table)).value(); }

    void reserveGivenNames()
    {
        for (const ClassDeclaration &given : m_design.given.classes) {
            for (const RelationshipDeclaration &each : given.relationships) {
                if (hasClass(given.table))
                    namesOf(given.table).reserve(each.name);
                const ClassDeclaration *target = m_declarations.classNamed(each.target);
                if (target && each.backref)
                    namesOf(target->table).reserve(each.backref->name);
            }
        }
    }

    void findPairs()
    {
        for (const Table &table : m_schema.tables) {
            if (!hasClass(table.name))
                continue;
            const QList<ForeignKey> usable = schema::usableForeignKeys(m_schema, table);
            QHash<QString, qsizetype> links;
            for (const ForeignKey &key : usable)
                ++links[nameKey(key.table)];
            for (const ForeignKey &key : usable) {
                if (!hasClass(key.table) || m_design.given.plain.contains(key.id))
                    continue;
                m_pairsOf[&table] += m_pairs.size();
                m_pairs +=
                    Pair{&table, key, links.value(nameKey(key.table)), {}, {}, m_given.standOn(key.id)};
            }
        }
    }

    void namePairs()
    {
        for (Pair &each : m_pairs) {
            if (!each.isGiven)
                each.childName = namesOf(each.child->name)
                                     .take(childSideWishes(*each.child, each.key, each.linksToParent));
        }
        for (Pair &each : m_pairs) {
            if (!each.isGiven)
                each.parentName =
                    namesOf(each.key.table).take(parentSideWishes(*each.child, each.key, each.linksToParent));
        }
    }

    void addPairs()
    {
        for (const Pair &each : std::as_const(m_pairs)) {
            if (each.isGiven)
                addGiven(each.child->name, each.key.id, KeyEnd::Child);
            else
                addChildSide(each);
        }
        for (const Pair &each : std::as_const(m_pairs)) {
            if (each.isGiven)
                addGiven(each.key.table, each.key.id, KeyEnd::Parent);
            else
                addParentSide(each);
        }
    }

    void addChildSide(const Pair &pair)
    {
        RelationshipDeclaration declared = m_declarer.childSide(*pair.child, pair.key);
        declared.name = pair.childName;
        declared.target = classOf(pair.key.table).name;
        declared.backPopulates = pair.parentName;
        declared.overlaps = overlapsOf(pair);
        classOf(pair.child->name).relationships += declared;
    }

    void addParentSide(const Pair &pair)
    {
        RelationshipDeclaration declared = m_declarer.parentSide(*pair.child, pair.key);
        declared.name = pair.parentName;
        declared.target = classOf(pair.child->name).name;
        declared.backPopulates = pair.childName;
        declared.overlaps = overlapsOf(pair);
        classOf(pair.key.table).relationships += declared;
    }

    /// Relationships that copy a value to one column know of each other.
    QString overlapsOf(const Pair &pair) const
    {
        QStringList names;
        for (const qsizetype index : m_pairsOf.value(pair.child)) {
            const Pair &other = m_pairs[index];
            if (other.key.id == pair.key.id || other.isGiven)
                continue;
            const bool shares = std::ranges::any_of(other.key.columns, [&pair](const QString &column) {
                return pair.key.columns.contains(column);
            });
            if (shares)
                names << other.childName << other.parentName;
        }
        names.removeDuplicates();
        return names.join(u',');
    }

    static QString endsKey(const QString &a, const QString &b)
    {
        return qMin(nameKey(a), nameKey(b)) + QChar(0x1f) + qMax(nameKey(a), nameKey(b));
    }

    bool severalJunctions(const QString &a, const QString &b) const
    {
        return schema::sameName(a, b) || m_junctionCounts.value(endsKey(a, b)) > 1;
    }

    void addManyToMany(const Table &junction)
    {
        const QList<ForeignKey> keys = schema::usableForeignKeys(m_schema, junction);
        if (m_given.foldStandsOn(keys[0].id) || m_given.foldStandsOn(keys[1].id)) {
            for (const ForeignKey &key : keys)
                addGiven(key.table, key.id, KeyEnd::Parent, junction.name);
            return;
        }
        if (m_design.given.plain.contains(keys[0].id) || m_design.given.plain.contains(keys[1].id))
            return;
        RelationshipDeclaration there = manySide(junction, keys[0], keys[1]);
        RelationshipDeclaration back = manySide(junction, keys[1], keys[0]);
        there.backPopulates = back.name;
        back.backPopulates = there.name;
        classOf(keys[0].table).relationships += there;
        classOf(keys[1].table).relationships += back;
    }

    RelationshipDeclaration manySide(const Table &junction, const ForeignKey &near, const ForeignKey &far)
    {
        RelationshipDeclaration declared = m_declarer.manySide(junction, near, far);
        declared.target = classOf(far.table).name;
        declared.name =
            namesOf(near.table).take(manySideWishes(junction, far, severalJunctions(near.table, far.table)));
        return declared;
    }

    /// What was given stands where the derived relationship of that key would.
    void addGiven(const QString &table, base::LinkId link, KeyEnd end, const QString &secondary = {})
    {
        const ClassDeclaration *given = m_design.given.classOf(table);
        for (qsizetype i = 0; given && i < given->relationships.size(); ++i) {
            const RelationshipDeclaration &each = given->relationships[i];
            if (each.link != link || each.end != end || m_placed.contains({given, i}) ||
                !schema::sameName(each.secondary, secondary))
                continue;
            m_placed += QPair(given, i);
            classOf(table).relationships += each;
        }
    }

    void addRestOfGiven()
    {
        for (const ClassDeclaration &given : m_design.given.classes) {
            for (qsizetype i = 0; i < given.relationships.size(); ++i) {
                if (hasClass(given.table) && !m_placed.contains({&given, i}))
                    classOf(given.table).relationships += given.relationships[i];
            }
            if (!hasClass(given.table))
                m_declarations.classes += given; // Its table is gone, which is a finding.
        }
    }

    const Design &m_design;
    const schema::Schema m_schema; ///< every name spelled as what it names
    const GivenLinks m_given;
    const PairDeclarer m_declarer{m_schema};
    Declarations m_declarations;
    QHash<QString, int> m_indexes; ///< of classes, by table
    QHash<QString, TakenNames> m_names;
    QList<Pair> m_pairs;
    QHash<const Table *, QList<qsizetype>> m_pairsOf; ///< by the child
    QList<const Table *> m_junctions;
    QHash<QString, int> m_junctionCounts; ///< by the two tables they link
    QSet<QPair<const ClassDeclaration *, qsizetype>> m_placed;
};

} // namespace

Declarations derive(const Design &design)
{
    return Derivation(design).run();
}

} // namespace relata::mapping
