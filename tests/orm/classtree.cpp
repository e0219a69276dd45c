#include "classtree.h"

namespace relata::tests {

using namespace Qt::StringLiterals;
using mapping::Lazy;
using mapping::Model;
using mapping::RelationshipDeclaration;
using orm::LoadStep;

namespace {

Lazy anyLazy(QRandomGenerator &dice)
{
    static const QList<Lazy> all = {Lazy::Joined,   Lazy::Joined,    Lazy::Selectin, Lazy::Selectin,
                                    Lazy::Subquery, Lazy::Immediate, Lazy::Select};
    return all.at(int(dice.bounded(all.size())));
}

QString className(int node)
{
    return u"C%1"_s.arg(node);
}

QString tableName(int node)
{
    return className(node).toLower();
}

RelationshipDeclaration declared(const QString &label, const QString &target, Lazy lazy, bool isOption)
{
    RelationshipDeclaration link;
    link.name = label.section(u'.', 1);
    link.target = target;
    if (!isOption)
        link.lazy = mapping::lazyWord(lazy);
    return link;
}

} // namespace

ClassTree::ClassTree(QRandomGenerator &dice)
{
    const int count = 2 + int(dice.bounded(4));
    for (int i = 0; i < count; ++i) {
        m_nodes += Node();
        m_nodes[i].rows = int(dice.bounded(25));
        if (i > 0)
            grow(i, dice);
    }
    const int leaf = count - 1;
    if (dice.bounded(3) > 0)
        return;
    Node &node = m_nodes[leaf];
    node.levels = 1 + int(dice.bounded(4));
    node.innerRows = node.rows > 0 ? int(dice.bounded(40)) : 0;
    node.inner = {className(leaf) + u".inner"_s, anyLazy(dice), false, {}};
    for (int row = node.rows + 1; row <= node.rows + node.innerRows; ++row)
        node.inner.targets[1 + int(dice.bounded(row - 1))] += row;
}

void ClassTree::grow(int index, QRandomGenerator &dice)
{
    Node &node = m_nodes[index];
    node.parent = int(dice.bounded(index));
    node.link = {className(node.parent) + u'.' + tableName(index), anyLazy(dice), dice.bounded(2) > 0, {}};
    node.runsOften = m_nodes[node.parent].runsOften || node.link.lazy == Lazy::Immediate;
    const int branches = m_nodes[node.parent].runsOften ? 1 : node.runsOften ? 2 : 3;
    node.branch = Branch(dice.bounded(branches));
    const int parents = m_nodes[node.parent].rows;
    if (parents == 0 || node.rows == 0)
        return;
    const auto anyOf = [&dice](int rows) { return 1 + int(dice.bounded(rows)); };
    switch (node.branch) {
    case Branch::OneToMany:
        for (int row = 1; row <= node.rows; ++row) {
            if (dice.bounded(5) > 0)
                node.link.targets[anyOf(parents)] += row;
        }
        break;
    case Branch::ManyToOne:
        for (int row = 1; row <= parents; ++row) {
            if (dice.bounded(5) > 0)
                node.link.targets[row] = {anyOf(node.rows)};
        }
        break;
    case Branch::ManyToMany:
        for (int row = 1; row <= parents; ++row) {
            QSet<int> chosen;
            for (int i = int(dice.bounded(4)); i > 0; --i)
                chosen += anyOf(node.rows);
            node.link.targets[row] = chosen.values();
        }
        break;
    }
}

Model ClassTree::model(int index) const
{
    const Node &node = m_nodes[index];
    Model model(className(index), tableName(index));
    model.key(u"id"_s);
    if (node.parent >= 0 && node.branch == Branch::OneToMany)
        model.foreignKey(u"up_id"_s, tableName(node.parent) + u".id"_s);
    if (node.levels > 0) {
        model.foreignKey(u"outer_id"_s, tableName(index) + u".id"_s);
        RelationshipDeclaration inner = declared(node.inner.label, className(index), node.inner.lazy, false);
        inner.joinDepth = node.levels;
        model.relationship(inner);
    }
    for (int child = index + 1; child < m_nodes.size(); ++child) {
        const Node &each = m_nodes[child];
        if (each.parent != index)
            continue;
        RelationshipDeclaration link =
            declared(each.link.label, className(child), each.link.lazy, each.link.isOption);
        if (each.branch == Branch::ManyToOne)
            model.foreignKey(u"down%1_id"_s.arg(child), tableName(child) + u".id"_s);
        if (each.branch == Branch::ManyToMany)
            link.secondary = u"link%1"_s.arg(child);
        model.relationship(link);
    }
    return model;
}

QList<Model> ClassTree::models() const
{
    QList<Model> models;
    for (int i = 0; i < m_nodes.size(); ++i) {
        models += model(i);
        if (m_nodes[i].parent >= 0 && m_nodes[i].branch == Branch::ManyToMany) {
            models += Model(u"Link%1"_s.arg(i), u"link%1"_s.arg(i))
                          .key(u"id"_s)
                          .foreignKey(u"up_id"_s, tableName(m_nodes[i].parent) + u".id"_s)
                          .foreignKey(u"down_id"_s, tableName(i) + u".id"_s);
        }
    }
    return models;
}

void ClassTree::fill(Shop &shop) const
{
    const auto write = [&shop](const QString &sql) { must(shop.session->execute(sql)); };
    for (int i = 0; i < m_nodes.size(); ++i) {
        for (int row = 1; row <= m_nodes[i].rows + m_nodes[i].innerRows; ++row)
            write(u"INSERT INTO %1 (id) VALUES (%2)"_s.arg(tableName(i)).arg(row));
    }
    for (int i = 1; i < m_nodes.size(); ++i) {
        const Node &node = m_nodes[i];
        const auto each = [&write](const Link &link, const QString &sql, bool isSwapped) {
            for (auto it = link.targets.cbegin(); it != link.targets.cend(); ++it) {
                for (const int target : it.value())
                    write(isSwapped ? sql.arg(target).arg(it.key()) : sql.arg(it.key()).arg(target));
            }
        };
        if (node.branch == Branch::OneToMany)
            each(node.link, u"UPDATE %1 SET up_id = %2 WHERE id = %3"_s.arg(tableName(i)), false);
        else if (node.branch == Branch::ManyToOne)
            each(node.link,
                 u"UPDATE %1 SET down%2_id = %3 WHERE id = %4"_s.arg(tableName(node.parent)).arg(i), true);
        else
            each(node.link, u"INSERT INTO link%1 (up_id, down_id) VALUES (%2, %3)"_s.arg(i), false);
        each(node.inner, u"UPDATE %1 SET outer_id = %2 WHERE id = %3"_s.arg(tableName(i)), false);
    }
    must(shop.session->commit());
}

orm::Query ClassTree::query(const orm::Session &session) const
{
    orm::Query query;
    const orm::MapperRegistry &registry = session.registry();
    const auto indexOf = [&registry](const QString &label) {
        int index = 0;
        while (registry.relationship(index).label != label)
            ++index;
        return index;
    };
    for (const orm::Mapper &mapper : registry.mappers()) {
        if (mapper.name() == className(0))
            query.mapper = mapper.index;
    }
    for (int i = 1; i < m_nodes.size(); ++i) {
        if (!m_nodes[i].link.isOption)
            continue;
        QList<int> path;
        for (int node = i; node > 0; node = m_nodes[node].parent)
            path.prepend(indexOf(m_nodes[node].link.label));
        query.options.options +=
            orm::LoadOption{orm::LoadOption::Kind::Strategy, m_nodes[i].link.lazy, path, false, 0};
    }
    return query;
}

const ClassTree::Node &ClassTree::nodeOf(const QString &label) const
{
    return *std::ranges::find_if(m_nodes, [&label](const Node &node) {
        return node.link.label == label || node.inner.label == label;
    });
}

QList<orm::LoadPlan::KeysOfRuns> ClassTree::keysOf(const orm::LoadPlan &plan) const
{
    QList<Followed> steps = {Followed{{}, {{}}}};
    for (int row = 1; row <= m_nodes[0].rows; ++row)
        steps[0].runs[0] += row;
    QHash<const Node *, QSet<int>> seen;
    for (qsizetype i = 1; i < plan.steps().size(); ++i) {
        const LoadStep &step = plan.steps()[i];
        const Node &node = nodeOf(step.label);
        const bool isInner = step.label == node.inner.label;
        const auto follow = [&](const QList<Rows> &parents) {
            return isInner ? ClassTree::follow(step, node.inner, false, parents, seen[&node])
                           : ClassTree::follow(step, node.link, node.branch == Branch::ManyToOne, parents,
                                               seen[&node]);
        };
        Followed followed = follow(steps[step.parent].runs);
        for (qsizetype done = 0; step.goesOn && done < followed.runs.size(); ++done) {
            const Followed more = follow({followed.runs[done]});
            followed.keys += more.keys;
            followed.runs += more.runs;
        }
        steps += followed;
    }
    QList<orm::LoadPlan::KeysOfRuns> keys;
    for (const Followed &step : steps)
        keys += step.keys;
    return keys;
}

ClassTree::Followed ClassTree::follow(const LoadStep &step, const Link &link, bool isManyToOne,
                                      const QList<Rows> &parents, QSet<int> &seen)
{
    Followed followed;
    const auto bring = [&](Rows &run, int parent) {
        for (const int target : link.targets.value(parent)) {
            if (!seen.contains(target))
                run += target;
            seen += target;
        }
    };
    for (const Rows &run : parents) {
        const bool isAlone = step.strategy == Lazy::Immediate;
        Rows brought;
        for (const int parent : run) {
            Rows own;
            bring(own, parent);
            brought += own;
            if (isAlone)
                followed.runs += own;
        }
        followed.keys += isManyToOne && step.strategy != Lazy::Subquery ? brought.size() : run.size();
        if (!isAlone)
            followed.runs += brought;
    }
    return followed;
}

} // namespace relata::tests
