#pragma once

#include "core/orm/plan/loadplan.h"
#include "tests/orm/shop.h"

#include <QRandomGenerator>

namespace relata::tests {

/// Classes in a tree (C0 at its root), each reached by one relationship only, with rows. Knows by its own
/// means which rows a load along the tree meets: what a plan's prediction is compared with.
class ClassTree
{
public:
    /// A tree by chance.
    explicit ClassTree(QRandomGenerator &dice);

    QList<mapping::Model> models() const;
    /// Writes the rows and ends the transaction.
    void fill(Shop &shop) const;
    /// The query of the root's rows with the options of the tree.
    orm::Query query(const orm::Session &session) const;
    /// The keys of a plan's steps, as LoadPlan::statementCount() wants them.
    QList<orm::LoadPlan::KeysOfRuns> keysOf(const orm::LoadPlan &plan) const;

private:
    enum class Branch { OneToMany, ManyToOne, ManyToMany }; ///< in the order of how much rows are shared
    using Rows = QList<int>;

    /// A relationship: where it leads from each row.
    struct Link
    {
        QString label; ///< "C0.c1"
        mapping::Lazy lazy = mapping::Lazy::Select;
        bool isOption = false; ///< the query says it, not the class
        QHash<int, Rows> targets;
    };
    struct Node
    {
        int parent = -1;
        Branch branch = Branch::OneToMany;
        int rows = 0;
        Link link; ///< from the parent
        /// Several statements bring rows; they are never the same rows, as what SQLAlchemy loads again for a
        /// row that it meets again is not the business of a plan.
        bool runsOften = false;
        /// A leaf can have a relationship with itself, so many levels deep; its inner rows come after its
        /// own, which alone the parent leads to.
        int levels = 0;
        int innerRows = 0;
        Link inner;
    };
    /// What is known of a step of a plan while it is followed.
    struct Followed
    {
        orm::LoadPlan::KeysOfRuns keys;
        QList<Rows> runs; ///< the rows that each statement brings
    };

    void grow(int node, QRandomGenerator &dice);
    mapping::Model model(int node) const;
    QString links(int node) const;
    const Node &nodeOf(const QString &label) const;
    static Followed follow(const orm::LoadStep &step, const Link &link, bool isManyToOne,
                           const QList<Rows> &parents, QSet<int> &seen);

    QList<Node> m_nodes;
};

} // namespace relata::tests
