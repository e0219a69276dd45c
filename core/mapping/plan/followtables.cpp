#include "followtables.h"

#include "core/mapping/derive/pairdeclarer.h"
#include "core/schema/inflection.h"

#include <algorithm>

namespace relata::mapping {

using schema::sameName;

namespace {

/// Everything in a declaration that names a column.
template<typename Visit>
void visitColumns(RelationshipOptions &options, Visit visit)
{
    for (JoinCondition *join : {&options.primaryjoin, &options.secondaryjoin}) {
        for (Comparison &each : *join) {
            visit(each.left.column);
            visit(each.right.column);
        }
    }
    for (QList<ColumnName> *names : {&options.foreignKeys, &options.remoteSide}) {
        for (ColumnName &each : *names)
            visit(each);
    }
    for (OrderTerm &each : options.orderBy)
        visit(each.column);
}

template<typename Visit>
void visitOptions(Given &given, Visit visit)
{
    for (ClassDeclaration &each : given.classes) {
        for (RelationshipDeclaration &relationship : each.relationships) {
            visit(static_cast<RelationshipOptions &>(relationship));
            if (relationship.backref)
                visit(relationship.backref->options);
        }
    }
}

/// Applies the steps of a change to what was given, one after the other.
class Follower
{
public:
    explicit Follower(const Design &before)
        : m_before(before.schema), m_schema(before.schema), m_given(before.given)
    {
    }

    Given run(const schema::SchemaChange &change)
    {
        for (const schema::SchemaStep &step : change.steps) {
            if (const auto *added = std::get_if<schema::AddForeignKey>(&step))
                m_added += added->foreignKey.id;
        }
        for (const schema::SchemaStep &step : change.steps) {
            std::visit([this](const auto &each) { follow(each); }, step);
            if (!schema::applyChange(m_schema, {change.text, {step}}))
                break; // The change will be refused as a whole.
            adoptAfter(step);
        }
        return m_given;
    }

private:
    template<typename Step>
    void follow(const Step &)
    {
    }

    void follow(const schema::RenameTable &step)
    {
        if (const schema::Table *table = std::as_const(m_schema).table(step.table))
            renameTable(table->name, step.name);
    }

    void follow(const schema::ChangeColumn &step)
    {
        const schema::Table *table = std::as_const(m_schema).table(step.table);
        if (table && step.column != step.now.name)
            renameColumn(table->name, step.column, step.now.name);
    }

    void follow(const schema::RemoveForeignKey &step)
    {
        if (m_added.contains(step.foreignKey))
            return; // It is replaced by another one of its kind.
        m_given.plain.remove(step.foreignKey);
        for (ClassDeclaration &each : m_given.classes) {
            each.relationships.removeIf([&step](const RelationshipDeclaration &relationship) {
                return relationship.link == step.foreignKey;
            });
        }
    }

    void follow(const schema::RemoveColumn &step)
    {
        const schema::Table *table = std::as_const(m_schema).table(step.table);
        if (ClassDeclaration *given = table ? m_given.classOf(table->name) : nullptr)
            given->attributes.remove(step.column);
    }

    void follow(const schema::ChangeTable &step)
    {
        const schema::Table *table = std::as_const(m_schema).table(step.table);
        if (ClassDeclaration *given = table ? m_given.classOf(table->name) : nullptr)
            given->attributes.removeIf([&step](const auto &each) { return !step.now.column(each.key()); });
        for (const schema::ForeignKey &key : table ? table->foreignKeys : QList<schema::ForeignKey>()) {
            if (!step.now.foreignKey(key.id)) // What was declared stays: that it has no key is found.
                m_given.plain.remove(key.id);
        }
    }

    /// A new foreign key is what a relationship without one has waited for.
    void adoptAfter(const schema::SchemaStep &step)
    {
        if (const auto *added = std::get_if<schema::AddForeignKey>(&step))
            adopt(added->table, added->foreignKey);
        if (const auto *changed = std::get_if<schema::ChangeTable>(&step)) {
            for (const schema::ForeignKey &key : changed->now.foreignKeys)
                adopt(changed->table, key);
        }
    }

    void adopt(base::TableId table, const schema::ForeignKey &key)
    {
        const schema::Table *child = std::as_const(m_schema).table(table);
        if (!child || m_before.tableOfLink(key.id))
            return;
        const base::LinkId keyless = waitingFor(*child, key);
        if (!keyless.isValid())
            return;
        const PairDeclarer declarer(m_schema);
        for (ClassDeclaration &each : m_given.classes) {
            for (RelationshipDeclaration &relationship : each.relationships) {
                if (relationship.link != keyless)
                    continue;
                const RelationshipDeclaration usual = relationship.end == KeyEnd::Child
                                                          ? declarer.childSide(*child, key)
                                                          : declarer.parentSide(*child, key);
                relationship.link = key.id;
                relationship.primaryjoin = usual.primaryjoin;
                relationship.foreignKeys = usual.foreignKeys;
                relationship.remoteSide = usual.remoteSide;
            }
        }
    }

    /// The id of a relationship between the two tables that has no key, and joins these columns or none.
    base::LinkId waitingFor(const schema::Table &child, const schema::ForeignKey &key) const
    {
        for (const ClassDeclaration &owner : m_given.classes) {
            for (const RelationshipDeclaration &each : owner.relationships) {
                const bool isChild = each.end == KeyEnd::Child;
                const bool isBetween = sameName(owner.table, isChild ? child.name : key.table) &&
                                       each.target == className(isChild ? key.table : child.name);
                const bool isKeyless = each.link.isValid() && each.secondary.isEmpty() &&
                                       (each.link == key.id || !m_schema.tableOfLink(each.link));
                if (isBetween && isKeyless && joins(each, child, key))
                    return each.link;
            }
        }
        return {};
    }

    static bool joins(const RelationshipDeclaration &each, const schema::Table &child,
                      const schema::ForeignKey &key)
    {
        RelationshipOptions byKey;
        joinByColumns(child, key, byKey);
        const bool hasColumns = std::ranges::all_of(each.foreignKeys, [&byKey](const ColumnName &name) {
            return std::ranges::any_of(byKey.foreignKeys, [&name](const ColumnName &other) {
                return sameName(name.table, other.table) && sameName(name.column, other.column);
            });
        });
        return hasColumns && (each.primaryjoin.isEmpty() || each.primaryjoin == byKey.primaryjoin);
    }

    QString className(const QString &table) const
    {
        const ClassDeclaration *given = m_given.classOf(table);
        return given ? given->name : schema::camelCase(table);
    }

    void follow(const schema::RemoveTable &step)
    {
        const schema::Table *table = std::as_const(m_schema).table(step.table);
        if (!table)
            return;
        const ClassDeclaration *gone = m_given.classOf(table->name);
        const QString className = gone ? gone->name : schema::camelCase(table->name);
        m_given.classes.removeIf(
            [table](const ClassDeclaration &each) { return sameName(each.table, table->name); });
        for (ClassDeclaration &each : m_given.classes) {
            each.relationships.removeIf([&](const RelationshipDeclaration &relationship) {
                return relationship.target == className || sameName(relationship.secondary, table->name);
            });
        }
    }

    void renameTable(const QString &from, const QString &to)
    {
        visitOptions(m_given, [&](RelationshipOptions &options) {
            if (sameName(options.secondary, from))
                options.secondary = to;
            visitColumns(options, [&](ColumnName &name) {
                if (sameName(name.table, from))
                    name.table = to;
            });
        });
        // A class that nobody renamed is called after its table, before and after.
        const ClassDeclaration *given = std::as_const(m_given).classOf(from);
        const QString before = given ? given->name : schema::camelCase(from);
        const QString after = before == schema::camelCase(from) ? schema::camelCase(to) : before;
        for (ClassDeclaration &each : m_given.classes) {
            if (sameName(each.table, from)) {
                each.table = to;
                each.name = after;
            }
            for (RelationshipDeclaration &relationship : each.relationships) {
                if (relationship.target == before)
                    relationship.target = after;
            }
        }
    }

    void renameColumn(const QString &table, const QString &from, const QString &to)
    {
        visitOptions(m_given, [&](RelationshipOptions &options) {
            visitColumns(options, [&](ColumnName &name) {
                if (sameName(name.table, table) && sameName(name.column, from))
                    name.column = to;
            });
        });
        ClassDeclaration *given = m_given.classOf(table);
        if (!given)
            return;
        if (sameName(given->versionIdCol, from))
            given->versionIdCol = to;
        if (given->attributes.contains(from))
            given->attributes.insert(to, given->attributes.take(from));
    }

    const schema::Schema &m_before;
    schema::Schema m_schema;
    Given m_given;
    QSet<base::LinkId> m_added; ///< foreign keys that the change adds
};

} // namespace

Given followed(const Design &before, const schema::SchemaChange &change)
{
    return before.given.isEmpty() ? Given() : Follower(before).run(change);
}

} // namespace relata::mapping
