#pragma once

#include "ui/models/statementlogmodel.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QSplitter;
class QTreeView;

namespace relata::ui {

class FloodLine;
class PanelHeader;
class StatementDetail;
class Theme;

/// The statement log for a dock: which click ran which statements, how many rows and how long; the selected
/// statement in full beside it. Follows the newest click unless the person scrolled up. Owns its model. GUI
/// thread.
class StatementsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit StatementsPanel(const Theme *theme, QWidget *parent = nullptr);

    StatementLogModel *model() { return &m_model; }
    /// The line on top; a dock may take it as its title bar.
    PanelHeader *header() const { return m_header; }
    /// What the last click could have been spared.
    FloodLine &flood() const { return *m_flood; }

public slots:
    void append(const relata::base::StatementRecord &record);
    void clear();
    /// Selects the group of a click, opens it and scrolls to it. Nothing happens where it is not in the log.
    void selectClick(quint64 click);
    /// Copies the selected statements, or all of a selected click.
    void copySql();

signals:
    /// The person selected a click or one of its statements.
    void clickSelected(quint64 click);
    void displayShownChanged(bool shown);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildHeader();
    void buildTree();
    void adoptTheme();
    void showTotal();
    void showCurrent(const QModelIndex &current);
    bool isAtEnd() const;

    const Theme *m_theme;
    StatementLogModel m_model;
    PanelHeader *m_header;
    FloodLine *m_flood;
    QSplitter *m_splitter;
    QTreeView *m_tree;
    StatementDetail *m_detail;
    QLabel *m_empty;
    QAction *m_copyAction = nullptr;
    QAction *m_clearAction = nullptr;
    QAction *m_displayAction = nullptr;
    QTimer m_refresh;
    bool m_follows = true;
};

} // namespace relata::ui
