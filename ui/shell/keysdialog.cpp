#include "keysdialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <initializer_list>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

/// A gesture and what it does. A place of "" continues the one above.
struct Gesture
{
    const char *place;
    const char *keys;
    const char *meaning;
};

constexpr Gesture kGestures[] = {
    {QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "On the canvas"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "N, double-click the empty canvas"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "New table")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "F2, Enter"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Edit the selected card or link")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Double-click a column"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Edit its line")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Double-click a header"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Browse the table, or edit it where no database has it")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Drag a column to a column or card"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Foreign key with its pair of relationships")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Drag the handle at a header"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog",
                       "The same for the whole key; to its own card: the table refers to itself")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Drag to the empty canvas"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "New table with a foreign key")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Ctrl+drag the handle"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Many-to-many with its junction table")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Shift+drag the handle, or a column"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Relationship without a foreign key")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Drag an end of a link"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Let it refer to another column")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Arrows"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Select the next card that way")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "L"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Select the next link of the card")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Ctrl+arrows, Ctrl+Shift+arrows"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Nudge what is selected, by 4 or by 20")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Space+drag, middle button, wheel"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Move the view; with Ctrl the wheel zooms")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "F"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Show the whole diagram")},
    {QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "In a card"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Enter, Tab"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog",
                       "Next line; Enter in the name of a table that exists: done")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Ctrl+Enter"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Done")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Escape"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Leave all as it was; Ctrl+Z brings what was typed back")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Alt+Up, Alt+Down, drag the dots"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Move the line")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Ctrl+Delete"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Remove the line")},
    {QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "In rows"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "F2, Enter, typing"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Edit the cell")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "F4"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Go to the parent of a foreign key, or show the children")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "price > 10 AND name LIKE a%"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog",
                       "In Filter rows: what columns shall be; other words find what a row shows")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Ctrl+Shift+C"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Copy with the names of the columns")},
    {QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "In a tree"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Enter, Right"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Expand, which loads what is below")},
    {"", QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "*"),
     QT_TRANSLATE_NOOP("relata::ui::KeysDialog", "Expand this relationship on all records")},
};

constexpr int kGap = 24; ///< pixels between a gesture and what it does

QTreeWidgetItem *addGroup(QTreeWidget &list, const QString &title)
{
    auto *group = new QTreeWidgetItem(&list, {title});
    group->setFirstColumnSpanned(true);
    group->setFlags(Qt::ItemIsEnabled);
    QFont bold = list.font();
    bold.setBold(true);
    group->setFont(0, bold);
    group->setExpanded(true);
    return group;
}

} // namespace

KeysDialog::KeysDialog(const QMenuBar &menus, QWidget *parent)
    : QDialog(parent), m_filter(new QLineEdit(this)), m_list(new QTreeWidget(this))
{
    setObjectName(u"keysDialog"_s);
    setWindowTitle(tr("Keys and gestures"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_filter->setObjectName(u"keysFilter"_s);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_list->setObjectName(u"keys"_s);
    m_list->setColumnCount(2);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setIndentation(12);
    m_list->setUniformRowHeights(true);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    addGestures();
    addMenus(menus);
    m_none = new QTreeWidgetItem({tr("Nothing found")});
    m_list->addTopLevelItem(m_none);
    m_none->setFlags(Qt::NoItemFlags);
    m_none->setHidden(true);
    m_list->resizeColumnToContents(0);
    m_list->setColumnWidth(0, m_list->columnWidth(0) + kGap);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false); // Enter in the filter closes nothing.
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_filter, &QLineEdit::textChanged, this, &KeysDialog::filter);
    auto *column = new QVBoxLayout(this);
    for (QWidget *each : std::initializer_list<QWidget *>{m_filter, m_list, buttons})
        column->addWidget(each);
    resize(760, 620);
    m_filter->setFocus();
}

void KeysDialog::addMenus(const QMenuBar &menus)
{
    for (const QAction *top : menus.actions()) {
        if (!top->menu())
            continue;
        QTreeWidgetItem *group = addGroup(*m_list, tr("Menu %1").arg(top->text().remove(u'&')));
        for (const QAction *entry : top->menu()->actions()) {
            QStringList shown = entry->text().remove(u'&').split(u'\t'); // "Copy\tCtrl+C"
            const QString name = shown.takeFirst().remove(u'…');
            QStringList keys = shown;
            for (const QKeySequence &each : entry->shortcuts())
                keys += each.toString(QKeySequence::NativeText);
            if (!entry->isSeparator() && !keys.isEmpty())
                new QTreeWidgetItem(group, {keys.join(u", "_s), name});
        }
    }
}

void KeysDialog::addGestures()
{
    QTreeWidgetItem *group = nullptr;
    for (const Gesture &each : kGestures) {
        if (*each.place)
            group = addGroup(*m_list, tr(each.place));
        new QTreeWidgetItem(group, {tr(each.keys), tr(each.meaning)});
    }
}

/// A line with all the words is a hit; groups without one are hidden.
void KeysDialog::filter(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    bool isAnyGroup = false;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *group = m_list->topLevelItem(i);
        bool isAnyShown = false;
        for (int row = 0; row < group->childCount(); ++row) {
            QTreeWidgetItem *line = group->child(row);
            const QString whole = group->text(0) + u' ' + line->text(0) + u' ' + line->text(1);
            const bool isHit = std::ranges::all_of(
                words, [&whole](const QString &word) { return whole.contains(word, Qt::CaseInsensitive); });
            line->setHidden(!isHit);
            isAnyShown = isAnyShown || isHit;
        }
        group->setHidden(!isAnyShown);
        isAnyGroup = isAnyGroup || isAnyShown;
    }
    m_none->setHidden(isAnyGroup);
}

} // namespace relata::ui
