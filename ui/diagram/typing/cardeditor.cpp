#include "cardeditor.h"

#include "ui/diagram/items/cardstyle.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kEditorWidth = 340;
constexpr int kMargin = 8; ///< to the edge of the view

QString sheet(const Tokens &tokens)
{
    return u"QFrame#cardEditor { background: %1; border: 2px solid %2; border-radius: 8px; }"
           "QScrollArea, QWidget#cardEditorPage { background: %1; }"
           "QLineEdit { background: transparent; color: %3; border: none; border-radius: 0; padding: 0 10px;"
           " min-height: 24px; max-height: 24px; selection-background-color: %2; selection-color: %4; }"
           "QLineEdit#cardEditorName { min-height: 34px; max-height: 34px; border-bottom: 1px solid %7; }"
           "QLineEdit:focus { background: %5; }"
           "QLabel { color: %6; padding: 4px 10px; background: transparent; border: none; }"_s.arg(
               tokens.pane.name(), tokens.accent.name(), tokens.text.name(), tokens.onAccent.name(),
               tokens.accentSoft.name(), tokens.dim.name(), tokens.line.name());
}

} // namespace

CardEditor::CardEditor(const CardStyle &style, Commit commit, QWidget *parent)
    : QFrame(parent),
      m_style(style),
      m_commit(std::move(commit)),
      m_rows(new QVBoxLayout(this)),
      m_name(new QLineEdit(this)),
      m_scroll(new QScrollArea(this)),
      m_page(new QWidget),
      m_pageRows(new QVBoxLayout(m_page)),
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
    m_page->setObjectName(u"cardEditorPage"_s);
    m_pageRows->setContentsMargins(0, 0, 0, 0);
    m_pageRows->setSpacing(0);
    m_scroll->setObjectName(u"cardEditorScroll"_s);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_page);
    m_message->setObjectName(u"cardEditorMessage"_s);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setFont(style.type());
    m_rows->addWidget(m_name);
    m_rows->addWidget(m_scroll, 1);
    m_rows->addWidget(m_message);
}

void CardEditor::startNew(const QStringList &lines)
{
    for (const QString &each : QStringList(u"id INTEGER PK"_s) + lines)
        insertLine(m_lines.size(), each);
    noteFirst();
    sayHelp();
    show();
    raise();
    m_name->setFocus();
}

void CardEditor::startExisting(const schema::Table &table, const QString &column)
{
    m_isNew = false;
    m_name->setText(table.name);
    QLineEdit *chosen = nullptr;
    for (const schema::Column &each : table.columns) {
        const sql::ColumnLine line = sql::columnLineOf(table, each);
        QLineEdit *edit = insertLine(m_lines.size(), sql::columnLineText(line), line);
        if (each.generated != schema::Generated::No) {
            edit->setReadOnly(true);
            edit->setToolTip(tr("A generated column: change it in the database itself."));
        }
        if (each.name == column)
            chosen = edit;
    }
    insertLine(m_lines.size(), {});
    noteFirst();
    sayHelp();
    show();
    raise();
    fitHeight();
    if (chosen) {
        chosen->setFocus();
        chosen->end(false);
        m_scroll->ensureWidgetVisible(chosen);
        return;
    }
    m_name->setFocus();
    m_name->selectAll();
}

CardEditor::Typed CardEditor::typed() const
{
    Typed typed{m_name->text(), {}, m_isNew};
    for (const Line &line : m_lines)
        typed.lines += {line.edit->text(), line.text, line.before};
    return typed;
}

void CardEditor::startAgain(const Typed &typed)
{
    m_isNew = typed.isNew;
    m_name->setText(typed.name);
    for (const Typed::Line &line : typed.lines) {
        insertLine(m_lines.size(), line.text, line.before);
        m_lines.last().text = line.first;
    }
    sayHelp();
    show();
    raise();
    fitHeight();
    m_name->setFocus();
    noteFirst(); // Given up once more, it is not kept once more.
}

void CardEditor::noteFirst()
{
    m_first = texts();
}

QStringList CardEditor::texts() const
{
    QStringList texts{m_name->text().trimmed()};
    for (const Line &line : m_lines) {
        if (const QString text = line.edit->text().trimmed(); !text.isEmpty())
            texts += text;
    }
    return texts;
}

void CardEditor::giveUp()
{
    if (texts() != m_first)
        emit givenUp(typed());
    close();
}

void CardEditor::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    emit resized();
}

void CardEditor::leave()
{
    if (m_isClosed)
        return; // It only waits to be deleted.
    if (m_name->text().trimmed().isEmpty())
        close();
    else
        commit();
}

bool CardEditor::eventFilter(QObject *watched, QEvent *event)
{
    auto *line = qobject_cast<QLineEdit *>(watched);
    if (line && event->type() == QEvent::FocusIn && line != m_name)
        m_scroll->ensureWidgetVisible(line, 0, line->height());
    if (line && (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride)) {
        auto *pressed = static_cast<QKeyEvent *>(event);
        // Letters typed here are text, never the diagram's or the window's shortcuts.
        if (event->type() == QEvent::ShortcutOverride) {
            event->accept();
            return true;
        }
        if (pressed->matches(QKeySequence::Paste))
            return paste(line);
        return key(line, pressed->key(), pressed->modifiers() & ~Qt::KeypadModifier);
    }
    return QFrame::eventFilter(watched, event);
}

QLineEdit *CardEditor::insertLine(qsizetype at, const QString &text, const sql::ColumnLine &before)
{
    auto *edit = new QLineEdit(text, m_page);
    edit->setCursorPosition(0);
    edit->setFont(m_style.name());
    edit->installEventFilter(this);
    m_lines.insert(at, Line{edit, before, text});
    m_pageRows->insertWidget(int(at), edit);
    numberLines();
    edit->show();
    fitHeight();
    return edit;
}

void CardEditor::numberLines()
{
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        QLineEdit *edit = m_lines[i].edit;
        edit->setObjectName(u"cardEditorColumn%1"_s.arg(i + 1));
        edit->setAccessibleName(tr("Column %1").arg(i + 1));
        edit->setPlaceholderText(i == 0 ? tr("column TYPE") : tr("column TYPE, or Enter to finish"));
    }
}

qsizetype CardEditor::indexOf(const QLineEdit *line) const
{
    const auto found = std::ranges::find(m_lines, line, &Line::edit);
    return found == m_lines.cend() ? -1 : found - m_lines.cbegin();
}

void CardEditor::removeLine(QLineEdit *line)
{
    m_lines.removeAt(indexOf(line));
    m_pageRows->removeWidget(line);
    line->deleteLater();
    line->hide();
    numberLines();
    fitHeight();
}

void CardEditor::moveLine(QLineEdit *line, int by)
{
    const qsizetype at = indexOf(line);
    const qsizetype to = at + by;
    if (at < 0 || to < 0 || to >= m_lines.size())
        return;
    m_lines.swapItemsAt(at, to);
    m_pageRows->removeWidget(line);
    m_pageRows->insertWidget(int(to), line);
    numberLines();
    m_page->layout()->activate();
    m_scroll->ensureWidgetVisible(line);
}

bool CardEditor::key(QLineEdit *line, int pressed, Qt::KeyboardModifiers modifiers)
{
    const bool isEnter = pressed == Qt::Key_Return || pressed == Qt::Key_Enter;
    const bool isEmpty = line->text().trimmed().isEmpty();
    if (keyWithModifiers(line, pressed, modifiers))
        return true;
    if (pressed == Qt::Key_Escape) {
        giveUp();
    } else if (isEnter && line == m_name && !m_isNew) {
        commit();
    } else if (isEnter || pressed == Qt::Key_Tab || pressed == Qt::Key_Down) {
        const bool isEnd = line != m_name && isEmpty;
        const bool isLast = indexOf(line) == m_lines.size() - 1;
        if (isEnd && pressed != Qt::Key_Down && isLast)
            commit();
        else if (!isEnd || !isLast)
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

bool CardEditor::keyWithModifiers(QLineEdit *line, int pressed, Qt::KeyboardModifiers modifiers)
{
    const bool isEnter = pressed == Qt::Key_Return || pressed == Qt::Key_Enter;
    if (modifiers == Qt::ControlModifier && isEnter) {
        commit();
    } else if (modifiers == Qt::AltModifier && line != m_name &&
               (pressed == Qt::Key_Up || pressed == Qt::Key_Down)) {
        moveLine(line, pressed == Qt::Key_Up ? -1 : 1);
    } else if (modifiers == Qt::ControlModifier && pressed == Qt::Key_Delete && line != m_name &&
               m_lines.size() > 1) {
        const qsizetype at = indexOf(line);
        removeLine(line);
        m_lines[std::min(at, m_lines.size() - 1)].edit->setFocus();
    } else {
        return false;
    }
    return true;
}

/// Several lines are several columns; a comma at the end of one is SQL's.
bool CardEditor::paste(QLineEdit *line)
{
    QStringList texts;
    for (QString each : QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts)) {
        each = each.trimmed();
        while (each.endsWith(u','))
            each.chop(1);
        if (!each.isEmpty())
            texts += each;
    }
    if (texts.size() < 2 || line == m_name)
        return false; // As into any other field.
    line->insert(texts.takeFirst());
    qsizetype at = indexOf(line);
    for (const QString &each : std::as_const(texts))
        line = insertLine(++at, each);
    line->setFocus();
    return true;
}

void CardEditor::next(QLineEdit *line)
{
    if (line != m_name && !line->text().trimmed().isEmpty() && !check(line))
        return;
    const qsizetype at = line == m_name ? 0 : indexOf(line) + 1;
    QLineEdit *following = at < m_lines.size() ? m_lines.at(at).edit : insertLine(at, {});
    following->setFocus();
    following->end(false);
    sayHelp();
}

void CardEditor::previous(QLineEdit *line)
{
    const qsizetype at = indexOf(line);
    QLineEdit *preceding = at > 0           ? m_lines.at(at - 1).edit
                           : line == m_name ? m_lines.last().edit // The way round to a new column.
                                            : m_name;
    preceding->setFocus();
}

base::Result<sql::ColumnLine> CardEditor::read(const Line &line) const
{
    if (!line.before.origin.isNull() && line.edit->text() == line.text)
        return line.before;
    base::Result<sql::ColumnLine> typed = sql::parseColumnLine(line.edit->text());
    if (typed)
        typed->origin = line.before.origin;
    return typed;
}

bool CardEditor::check(QLineEdit *line)
{
    const auto column = read(m_lines.at(indexOf(line)));
    if (column)
        return true;
    say(column.error().text(), line);
    line->setFocus();
    return false;
}

void CardEditor::commit()
{
    TableDraft draft;
    draft.name = m_name->text().trimmed();
    const QList<Line> lines = m_lines;
    for (const Line &line : lines) {
        if (line.edit->text().trimmed().isEmpty())
            continue;
        if (!check(line.edit))
            return;
        draft.columns.append(*read(line));
    }
    const base::Done done = m_commit(draft);
    if (done)
        close();
    else
        say(done.error().text(), m_name);
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

/// Says something at the foot of the card, or under the line that is refused.
void CardEditor::say(const QString &text, QLineEdit *refused)
{
    const Tokens &tokens = m_style.tokens();
    m_message->setStyleSheet(u"color: %1;"_s.arg((refused ? tokens.deletedText : tokens.dim).name()));
    m_message->setText(text);
    const qsizetype at = refused && refused != m_name ? indexOf(refused) : -1;
    if (at >= 0)
        m_pageRows->insertWidget(int(at) + 1, m_message);
    else
        m_rows->addWidget(m_message);
    fitHeight();
    if (at < 0)
        return;
    // Once the lines have moved apart for it.
    QMetaObject::invokeMethod(
        this,
        [this] {
            fitHeight();
            m_scroll->ensureWidgetVisible(m_message, 0, 0);
        },
        Qt::QueuedConnection);
}

void CardEditor::sayHelp()
{
    say(m_isNew ? tr("Enter: next line · Ctrl+Enter: done · Esc: cancel")
                : tr("Ctrl+Enter: done · Alt+↑↓: move · Ctrl+Del: remove · Esc: cancel"));
}

/// As tall as its lines, but no taller than there is room.
void CardEditor::fitHeight()
{
    m_message->setMinimumHeight(std::max(0, m_message->heightForWidth(width() - 8)));
    m_pageRows->activate();
    const int wanted = m_pageRows->totalSizeHint().height();
    const int rest = m_rows->totalSizeHint().height() - m_scroll->sizeHint().height();
    const int room = std::max(120, parentWidget()->height() - 2 * kMargin - rest);
    m_scroll->setFixedHeight(std::min(wanted, room));
    m_rows->activate();
    resize(width(), m_rows->totalSizeHint().height());
}

} // namespace relata::ui
