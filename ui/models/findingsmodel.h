#pragma once

#include "core/mapping/diagnostic.h"

#include <QAbstractItemModel>
#include <QSet>

#include <memory>
#include <vector>

namespace relata::ui {

/// The findings about a design as a tree: one row for each that is the person's, and below them one folded
/// row "As the database is" with those that an untouched database had already, by kind. Errors are never
/// folded. What is muted or ignored is left out and counted by nobody. GUI thread.
class FindingsModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { WhereColumn, WhatColumn, FixColumn, ColumnCount };
    enum Role {
        GradeRole = Qt::UserRole + 1, ///< mapping::Grade as int; of a folded row -1
        FixesRole,                    ///< QStringList: the texts of the fixes, best first
        KindRole,                     ///< the finding's kind
        FilterRole,                   ///< everything that a filter compares
        IsFoldRole,                   ///< stands for many
    };

    explicit FindingsModel(QObject *parent = nullptr);
    ~FindingsModel() override;

    /// Shows other findings. The rows of those that stay keep their place in views.
    /// @param asDatabase the keys (mapping::findingKey()) of those that the database had already
    /// @param quiet kinds and keys that are muted or ignored
    void setFindings(const QList<mapping::Diagnostic> &findings, const QSet<QString> &asDatabase,
                     const QSet<QString> &quiet);

    /// Null for a folded row.
    const mapping::Diagnostic *finding(const QModelIndex &index) const;
    /// How many of a grade are shown as rows of their own.
    int count(mapping::Grade grade) const;
    /// How many are folded.
    int foldedCount() const { return m_folded; }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Node;
    using Nodes = std::vector<std::unique_ptr<Node>>;

    static std::unique_ptr<Node> nodeOf(const mapping::Diagnostic &finding);
    static std::unique_ptr<Node> folded(const QList<mapping::Diagnostic> &findings);
    const Node *node(const QModelIndex &index) const;
    void adopt(Nodes wanted);
    static QString whatText(const Node &node);

    Nodes m_rows;
    int m_folded = 0;
};

/// "1 lint", "12 lints".
QString gradeCountWords(mapping::Grade grade, int count);

} // namespace relata::ui
