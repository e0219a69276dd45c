#pragma once

#include "core/base/recordkey.h"

#include <QHash>
#include <QStringList>
#include <QTreeView>

namespace relata::ui {

class RecordTreeModel;
class Theme;

/// The record tree with its keys: Right expands, Enter on "more" loads more, * expands the relationship under
/// all records beside it in one click, Enter on a failed row asks again.
class RecordTreeView : public QTreeView
{
    Q_OBJECT

public:
    RecordTreeView(RecordTreeModel &model, const Theme &theme, QWidget *parent = nullptr);

    /// Expands the relationship of the current node under every record of its list: the statements share one
    /// click.
    void expandOnAllRecords();
    /// The records of the table that are expanded, each with those of its relationships that are.
    using Expanded = QHash<base::RecordKey, QStringList>;
    Expanded expandedRecords() const;
    /// Expands the same ones as soon as the records have come; of the relationships those that are
    /// declared to come with them, so that nothing is loaded that nobody asked for.
    void expandAgain(const Expanded &expanded) { m_wanted = expanded; }

signals:
    /// One click has asked for a relationship of several records, each by a statement of its own.
    void loadedOneByOne(const QString &table, const QString &relationship, qint64 records);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    bool activateSpecialRow(const QModelIndex &index);
    void expandWanted();

    RecordTreeModel &m_model;
    Expanded m_wanted; ///< when the records come
};

} // namespace relata::ui
