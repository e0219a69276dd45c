#include "ui/editors/link/linkform.h"

#include "ui/theme/foreigntext.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kColumns = 3; ///< captions, the parent's side, the child's

} // namespace

LinkForm::LinkForm(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_grid(new QGridLayout(this)), m_fault(new QLabel(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnStretch(2, 1);
    m_fault->setObjectName(u"nameFault"_s);
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->setWordWrap(true);
    m_fault->hide();
}

QComboBox *LinkForm::makeCombo(const QString &name, const QString &accessibleName)
{
    auto *combo = new QComboBox(this);
    combo->setObjectName(name);
    combo->setAccessibleName(accessibleName);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(6);
    combo->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    combo->setFocusPolicy(Qt::StrongFocus);
    combo->installEventFilter(this);
    return combo;
}

QLineEdit *LinkForm::makeLine(const QString &name, const QString &accessibleName, const QString &text)
{
    auto *line = new QLineEdit(text, this);
    line->setObjectName(name);
    line->setAccessibleName(accessibleName);
    line->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    line->setProperty("before", text);
    line->setCursorPosition(0); // A long name is seen from its beginning.
    line->installEventFilter(this);
    return line;
}

QLabel *LinkForm::makeSmall(const QString &name, const QString &text)
{
    auto *label = new QLabel(text, this);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setFont(m_theme.smallFont());
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    return label;
}

void LinkForm::addTitle(int column, const QString &text, const QString &tip)
{
    QLabel *title = makeTitle(text);
    title->setToolTip(toolTipOf(tip));
    m_grid->addWidget(title, m_row, column);
}

void LinkForm::addTitle(const QString &text)
{
    QLabel *title = makeTitle(text);
    title->setContentsMargins(0, 8, 0, 0);
    title->setToolTip(toolTipOf(text));
    addWide(title);
}

QLabel *LinkForm::makeTitle(const QString &text)
{
    QLabel *title = makeSmall({}, text);
    QFont bold = m_theme.smallFont();
    bold.setBold(true);
    title->setFont(bold);
    return title;
}

void LinkForm::addRow(const QString &text, QWidget *parentField, QWidget *childField)
{
    m_grid->addWidget(caption(text), m_row, 0);
    if (parentField)
        m_grid->addWidget(parentField, m_row, 1);
    if (childField)
        m_grid->addWidget(childField, m_row, 2);
    ++m_row;
}

void LinkForm::addRow(const QString &text, QWidget *field)
{
    m_grid->addWidget(caption(text), m_row, 0);
    m_grid->addWidget(field, m_row++, 1, 1, kColumns - 1);
}

void LinkForm::addWide(QWidget *field)
{
    m_grid->addWidget(field, m_row++, 0, 1, kColumns);
}

QLabel *LinkForm::addHeading(const QString &text)
{
    QLabel *heading = caption(text);
    heading->setTextFormat(Qt::PlainText);
    heading->setWordWrap(true);
    addWide(heading);
    return heading;
}

QLabel *LinkForm::caption(const QString &text)
{
    auto *label = new QLabel(text, this);
    label->setProperty("dim", true);
    return label;
}

void LinkForm::tellFault(const QString &fault)
{
    m_fault->setText(fault);
    m_fault->setVisible(!fault.isEmpty());
    QPalette colours = m_fault->palette();
    colours.setColor(QPalette::WindowText, m_theme.tokens().deletedText);
    m_fault->setPalette(colours);
}

void LinkForm::tellsFaultsHere()
{
    addWide(m_fault);
}

/// A line that has nothing to take back leaves Undo to the design, and whoever passes over a box with the
/// wheel wants to read on.
bool LinkForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Wheel && qobject_cast<QComboBox *>(watched)) {
        event->ignore();
        return true;
    }
    auto *line = qobject_cast<QLineEdit *>(watched);
    if (line && event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        // What was typed, or refused, is given up; with nothing to give up Escape is the window's.
        if (const QString before = line->property("before").toString();
            key->key() == Qt::Key_Escape && line->text() != before) {
            event->accept();
            return true;
        }
        const bool isDesigns = (key->matches(QKeySequence::Undo) && !line->isUndoAvailable()) ||
                               (key->matches(QKeySequence::Redo) && !line->isRedoAvailable());
        if (isDesigns) {
            event->ignore();
            return true;
        }
    }
    if (line && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        const QString before = line->property("before").toString();
        if (line->text() != before) {
            line->setText(before);
            tellFault({});
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace relata::ui
