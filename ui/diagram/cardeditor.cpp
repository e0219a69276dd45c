#include "cardeditor.h"

#include "ui/diagram/cardstyle.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kEditorWidth = 300;

QString sheet(const Tokens &tokens)
{
    return u"QFrame#cardEditor { background: %1; border: 2px solid %2; border-radius: 8px; }"
           "QLineEdit { background: transparent; color: %3; border: none; border-radius: 0; padding: 0 10px;"
           " min-height: 24px; max-height: 24px; selection-background-color: %2; selection-color: %4; }"
           "QLineEdit#cardEditorName { min-height: 34px; max-height: 34px; border-bottom: 1px solid %7; }"
           "QLineEdit:focus { background: %5; }"
           "QLabel { color: %6; padding: 4px 10px; background: transparent; border: none; }"_s.arg(
               tokens.pane.name(), tokens.accent.name(), tokens.text.name(), tokens.onAccent.name(),
               tokens.accentSoft.name(), tokens.dim.name(), tokens.line.name());
}

/// The columns that a table has, a line each; of many the first ones.
QString columnsText(const schema::Table &table)
{
    constexpr int kMostLines = 12;
    QStringList lines;
    for (const schema::Column &column :
         table.columns.first(std::min<qsizetype>(kMostLines, table.columns.size())))
        lines.append(column.name + u' ' + column.type);
    if (table.columns.size() > kMostLines)
        lines.append(u"… %1 more"_s.arg(table.columns.size() - kMostLines));
    return lines.join(u'\n');
}

} // namespace

CardEditor::CardEditor(const CardStyle &style, Commit commit, QWidget *parent)
    : QFrame(parent),
      m_style(style),
      m_commit(std::move(commit)),
      m_rows(new QVBoxLayout(this)),
      m_name(new QLineEdit(this)),
      m_existing(new QLabel(this)),
      m_message(new QLabel(this))
{
    setObjectName(u"cardEditor"_s);
    setStyleSheet(sheet(style.tokens()));
    setAccessibleName(tr("Table"));
    setFixedWidth(kEditorWidth);
    m_rows->setContentsMargins(2, 2, 2, 4);
    m_rows->setSpacing(0);
    m_name->setObjectName(u"cardEditorName"_s);
    m_name->setAccessibleName(tr("Table name"));
    m_name->setPlaceholderText(tr("Table name"));
    m_name->setFont(style.title());
    m_name->installEventFilter(this);
    m_existing->setFont(style.name());
    m_existing->setTextFormat(Qt::PlainText);
    m_existing->hide();
    m_message->setObjectName(u"cardEditorMessage"_s);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setFont(style.type());
    m_rows->addWidget(m_name);
    m_rows->addWidget(m_existing);
    m_rows->addWidget(m_message);
}

void CardEditor::startNew()
{
    addLine(u"id INTEGER PK"_s);
    sayHelp();
    show();
    raise();
    m_name->setFocus();
}

void CardEditor::startExisting(const schema::Table &table)
{
    m_isNew = false;
    m_name->setText(table.name);
    m_existing->setText(columnsText(table));
    m_existing->show();
    addLine({});
    sayHelp();
    show();
    raise();
    m_name->setFocus();
    m_name->selectAll();
}

void CardEditor::leave()
{
    if (m_name->text().trimmed().isEmpty())
        close();
    else
        commit();
}

bool CardEditor::eventFilter(QObject *watched, QEvent *event)
{
    auto *line = qobject_cast<QLineEdit *>(watched);
    if (line && (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride)) {
        const auto *pressed = static_cast<QKeyEvent *>(event);
        // Letters typed here are text, never the diagram's or the window's shortcuts.
        if (event->type() == QEvent::ShortcutOverride) {
            event->accept();
            return true;
        }
        return key(line, pressed->key(), pressed->modifiers());
    }
    return QFrame::eventFilter(watched, event);
}

QLineEdit *CardEditor::addLine(const QString &text)
{
    auto *line = new QLineEdit(text, this);
    line->setObjectName(u"cardEditorColumn%1"_s.arg(m_lines.size() + 1));
    line->setAccessibleName(tr("Column %1").arg(m_lines.size() + 1));
    line->setPlaceholderText(m_lines.isEmpty() || !m_isNew ? tr("column TYPE")
                                                           : tr("column TYPE, or Enter to finish"));
    line->setFont(m_style.name());
    line->installEventFilter(this);
    m_lines.append(line);
    m_rows->insertWidget(m_rows->count() - 1, line);
    line->show();
    fitHeight();
    return line;
}

void CardEditor::removeLine(QLineEdit *line)
{
    m_lines.removeOne(line);
    m_rows->removeWidget(line);
    line->deleteLater();
    line->hide();
    fitHeight();
}

bool CardEditor::key(QLineEdit *line, int pressed, Qt::KeyboardModifiers modifiers)
{
    const bool isEnter = pressed == Qt::Key_Return || pressed == Qt::Key_Enter;
    if (pressed == Qt::Key_Escape) {
        close();
    } else if (isEnter && (modifiers & Qt::ControlModifier || (line == m_name && !m_isNew))) {
        commit();
    } else if (isEnter || pressed == Qt::Key_Tab || pressed == Qt::Key_Down) {
        const bool isEnd = line != m_name && line->text().trimmed().isEmpty();
        if (isEnd && pressed != Qt::Key_Down)
            commit();
        else if (!isEnd)
            next(line);
    } else if (pressed == Qt::Key_Backtab || pressed == Qt::Key_Up) {
        previous(line);
    } else if (pressed == Qt::Key_Backspace && line != m_name && line->text().isEmpty() &&
               m_lines.size() > 1) {
        previous(line);
        removeLine(line);
    } else {
        return false;
    }
    return true;
}

void CardEditor::next(QLineEdit *line)
{
    if (line != m_name && !check(line))
        return;
    const qsizetype at = line == m_name ? 0 : m_lines.indexOf(line) + 1;
    QLineEdit *following = at < m_lines.size() ? m_lines.at(at) : addLine({});
    following->setFocus();
    following->end(false);
    sayHelp();
}

void CardEditor::previous(QLineEdit *line)
{
    const qsizetype at = m_lines.indexOf(line);
    QLineEdit *preceding = at > 0 ? m_lines.at(at - 1) : m_name;
    preceding->setFocus();
}

bool CardEditor::check(QLineEdit *line)
{
    const base::Result<ColumnLine> column = parseColumnLine(line->text());
    if (column)
        return true;
    say(column.error().text(), true);
    line->setFocus();
    return false;
}

void CardEditor::commit()
{
    TableDraft draft;
    draft.name = m_name->text().trimmed();
    const QList<QLineEdit *> lines = m_lines;
    for (QLineEdit *line : lines) {
        if (line->text().trimmed().isEmpty())
            continue;
        if (!check(line))
            return;
        draft.columns.append(*parseColumnLine(line->text()));
    }
    const base::Done done = m_commit(draft);
    if (done)
        close();
    else
        say(done.error().text(), true);
}

void CardEditor::close()
{
    if (m_isClosed)
        return;
    m_isClosed = true;
    // Hidden with the focus in it, it would hand that to whatever comes next in the window.
    if (isAncestorOf(QApplication::focusWidget()))
        parentWidget()->setFocus();
    hide();
    emit closed();
    deleteLater();
}

void CardEditor::say(const QString &text, bool isRefusal)
{
    const Tokens &tokens = m_style.tokens();
    m_message->setStyleSheet(u"color: %1;"_s.arg((isRefusal ? tokens.deletedText : tokens.dim).name()));
    m_message->setText(text);
    fitHeight();
}

void CardEditor::sayHelp()
{
    say(m_isNew ? tr("Enter: next line · Ctrl+Enter: done · Esc: cancel")
                : tr("Enter: rename · Tab: add columns · Esc: cancel"),
        false);
}

void CardEditor::fitHeight()
{
    m_message->setMinimumHeight(std::max(0, m_message->heightForWidth(width() - 4)));
    layout()->activate();
    resize(width(), m_rows->totalSizeHint().height());
}

} // namespace relata::ui
