#include "ui/problems/problemspanel.h"

#include "core/mapping/findings.h"
#include "ui/problems/fixdelegate.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/panelheader.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIcon>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;
using mapping::Diagnostic;
using mapping::Grade;

namespace {

constexpr Grade kGrades[] = {Grade::Error, Grade::Warning, Grade::Lint};

} // namespace

ProblemsPanel::ProblemsPanel(const Theme *theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_header(new PanelHeader(tr("Problems"), theme, this)),
      m_text(new QLineEdit(this)),
      m_view(new QTreeView(this)),
      m_empty(new QLabel(m_view))
{
    setObjectName(u"problemsPanel"_s);
    m_filter.setSourceModel(&m_model);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    buildFilters();
    buildView();
    layout->addWidget(m_view, 1);
    showTotal();
}

void ProblemsPanel::buildFilters()
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(8);
    const char *names[] = {"showErrors", "showWarnings", "showLints"};
    for (const Grade grade : kGrades) {
        auto *button = new QToolButton(line);
        button->setObjectName(QString::fromLatin1(names[size_t(grade)]));
        button->setCheckable(true);
        button->setChecked(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        connect(button, &QToolButton::toggled, this, [this, grade](bool on) {
            m_filter.setOn(grade, on);
            showTotal();
        });
        m_grades[size_t(grade)] = button;
        row->addWidget(button);
    }
    m_grades[0]->setIcon(m_theme->icon(u"error"_s, &Tokens::deletedText));
    m_grades[1]->setIcon(m_theme->icon(u"warning"_s, &Tokens::changedText));
    m_grades[2]->setIcon(m_theme->icon(u"info"_s, &Tokens::dim));
    m_text->setObjectName(u"problemsFilter"_s);
    m_text->setPlaceholderText(tr("Filter"));
    m_text->setClearButtonEnabled(true);
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter.setText(text);
        if (!text.isEmpty())
            m_view->expandAll();
        showTotal();
    });
    row->addWidget(m_text, 1);
    layout()->addWidget(line);
}

void ProblemsPanel::buildView()
{
    m_view->setObjectName(u"problems"_s);
    m_view->setAccessibleName(tr("Problems"));
    m_view->setModel(&m_filter);
    m_view->setUniformRowHeights(true);
    m_view->setIndentation(16);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setProperty("rowLines", true);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(FindingsModel::WhatColumn, QHeaderView::Stretch);
    m_view->header()->setSectionsMovable(false);
    m_view->setColumnWidth(FindingsModel::WhereColumn, 220);
    m_view->setColumnWidth(FindingsModel::FixColumn, 260);
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    auto *delegate = new FixDelegate(m_theme, m_view);
    m_view->setItemDelegate(delegate);
    m_empty->setObjectName(u"noProblems"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setProperty("dim", true);
    connect(delegate, &FixDelegate::clicked, this, &ProblemsPanel::chooseFix);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) {
                // A finding that went chooses no other one, and whoever presses a fix stays where he is.
                const bool isChosen = !m_isRenewing && !m_isFixing;
                const Diagnostic *found = isChosen ? m_model.finding(sourceOf(now)) : nullptr;
                if (found)
                    emit placeChosen(found->where);
            });
    connect(m_view, &QTreeView::clicked, this, [this](const QModelIndex &at) {
        const Diagnostic *found = m_isPressedAgain ? m_model.finding(sourceOf(at)) : nullptr;
        if (found)
            emit placeChosen(found->where);
    });
    connect(m_view, &QTreeView::customContextMenuRequested, this, &ProblemsPanel::showMenu);
}

void ProblemsPanel::setFindings(const QList<Diagnostic> &findings, const QSet<QString> &asDatabase,
                                const QSet<QString> &quiet)
{
    m_hasDesign = true;
    m_quietCount = int(quiet.size());
    m_isRenewing = true;
    m_model.setFindings(findings, asDatabase, quiet);
    m_isRenewing = false;
    showTotal();
}

void ProblemsPanel::clear()
{
    m_hasDesign = false;
    m_model.setFindings({}, {}, {});
    showTotal();
}

QString ProblemsPanel::total() const
{
    QStringList parts;
    for (const Grade grade : kGrades) {
        if (const int count = m_model.count(grade); count > 0)
            parts += gradeCountWords(grade, count);
    }
    if (!parts.isEmpty())
        return parts.join(u" · "_s);
    const int notes = m_model.foldedCount();
    return notes == 0   ? tr("No problems")
           : notes == 1 ? tr("No problems · 1 note")
                        : tr("No problems · %L1 notes").arg(notes);
}

void ProblemsPanel::showTotal()
{
    for (const Grade grade : kGrades)
        m_grades[size_t(grade)]->setText(gradeCountWords(grade, m_model.count(grade)));
    m_header->setNote(m_hasDesign ? total() : QString());
    const bool isEmpty = m_filter.rowCount() == 0;
    m_empty->setVisible(isEmpty);
    m_empty->setText(!m_hasDesign              ? QString()
                     : m_model.rowCount() == 0 ? tr("Nothing found: everything declared works.")
                                               : tr("Nothing of that kind. The filter hides the rest."));
    m_empty->setGeometry(m_view->viewport()->rect().translated(m_view->viewport()->pos()));
    emit totalChanged();
}

void ProblemsPanel::selectPlace(const mapping::Place &where)
{
    for (int row = 0; row < m_filter.rowCount(); ++row) {
        const QModelIndex index = m_filter.index(row, 0);
        const Diagnostic *found = m_model.finding(sourceOf(index));
        const bool isThere =
            found && (where.foreignKey.isValid() ? found->where.foreignKey == where.foreignKey
                                                 : found->where.table == where.table);
        if (!isThere)
            continue;
        m_view->setCurrentIndex(index);
        m_view->scrollTo(index);
        return;
    }
}

/// The only fix is taken; of several one is chosen.
void ProblemsPanel::chooseFix(const QModelIndex &index)
{
    const QStringList fixes = index.data(FindingsModel::FixesRole).toStringList();
    if (fixes.size() == 1) {
        takeFix(index, 0);
        return;
    }
    QMenu menu(this);
    menu.setObjectName(u"fixes"_s);
    for (int i = 0; i < fixes.size(); ++i)
        menu.addAction(menuWords(fixes[i]), this, [this, index, i] { takeFix(index, i); });
    menu.exec(m_view->viewport()->mapToGlobal(
        m_view->visualRect(index.siblingAtColumn(FindingsModel::FixColumn)).bottomLeft()));
}

void ProblemsPanel::takeFix(const QModelIndex &index, int number)
{
    const Diagnostic *found = m_model.finding(sourceOf(index));
    if (!found || number >= found->fixes.size())
        return;
    const mapping::Fix fix = found->fixes[number]; // The row may go before the signal has ended.
    emit fixRequested(fix);
}

void ProblemsPanel::showMenu(const QPoint &at)
{
    const QModelIndex index = m_view->indexAt(at);
    const Diagnostic *found = m_model.finding(sourceOf(index));
    QMenu menu(this);
    menu.setObjectName(u"problemMenu"_s);
    if (found) {
        const QStringList fixes = index.data(FindingsModel::FixesRole).toStringList();
        for (int i = 0; i < fixes.size(); ++i)
            menu.addAction(menuWords(fixes[i]), this, [this, index, i] { takeFix(index, i); });
        if (!fixes.isEmpty())
            menu.addSeparator();
        const QString key = mapping::findingKey(*found);
        const QString kind = found->kind;
        if (found->grade != Grade::Error) {
            menu.addAction(tr("Ignore this finding"), this,
                           [this, key] { emit muteRequested(key, tr("Ignore a finding")); });
            menu.addAction(tr("Mute all of this kind (%1)").arg(menuWords(kind)), this,
                           [this, kind] { emit muteRequested(kind, tr("Mute '%1'").arg(kind)); });
        }
    }
    QAction *unmute =
        menu.addAction(tr("Tell muted and ignored ones again"), this, &ProblemsPanel::unmuteRequested);
    unmute->setEnabled(m_quietCount > 0);
    menu.exec(m_view->viewport()->mapToGlobal(at));
}

bool ProblemsPanel::eventFilter(QObject *watched, QEvent *event)
{
    // The view's own would choose the first row, and lead to its place.
    if (watched == m_view && event->type() == QEvent::FocusIn && !m_view->currentIndex().isValid()) {
        const QScopedValueRollback<bool> quiet(m_isRenewing, true);
        m_view->setCurrentIndex(m_filter.index(0, 0));
    }
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        m_isFixing = false;
        const auto *key = static_cast<QKeyEvent *>(event);
        const QModelIndex current = m_view->currentIndex();
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) &&
            m_model.finding(sourceOf(current))) {
            chooseFix(current);
            return true;
        }
    }
    if (watched == m_view->viewport() && event->type() == QEvent::MouseButtonPress) {
        const auto *press = static_cast<QMouseEvent *>(event);
        const QModelIndex at = m_view->indexAt(press->position().toPoint());
        m_isFixing = press->button() == Qt::LeftButton && at.column() == FindingsModel::FixColumn &&
                     !at.data(FindingsModel::FixesRole).toStringList().isEmpty();
        m_isPressedAgain =
            !m_isFixing && at.isValid() && at.siblingAtColumn(0) == m_view->currentIndex().siblingAtColumn(0);
    }
    if (watched == m_view->viewport() && (event->type() == QEvent::Resize || event->type() == QEvent::Show)) {
        m_empty->setGeometry(m_view->viewport()->rect().translated(m_view->viewport()->pos()));
        const int width = m_view->viewport()->width();
        m_view->setColumnWidth(FindingsModel::WhereColumn, qBound(160, width / 5, 260));
        m_view->setColumnWidth(FindingsModel::FixColumn, qBound(120, width / 4, 320));
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace relata::ui
