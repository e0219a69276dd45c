#pragma once

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

signals:
    /// One click has asked for a relationship of several records, each by a statement of its own.
    void loadedOneByOne(const QString &table, const QString &relationship, qint64 records);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    bool activateSpecialRow(const QModelIndex &index);

    RecordTreeModel &m_model;
};

} // namespace relata::ui
