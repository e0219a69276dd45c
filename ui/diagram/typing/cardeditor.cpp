#include "cardeditor.h"

#include "core/mapping/lint/typewords.h"
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

constexpr int kEditorWidth = 356;
constexpr int kMargin = 8;                          ///< to the edge of the view
constexpr QStringView kUsualKey = u"id INTEGER PK"; ///< what a new table proposes as its first column

QString sheet(const Tokens &tokens)
{
    return u"QFrame#cardEditor { background: %1; border: 2px solid %2; border-radius: 8px; }"
           "QScrollArea, QWidget#cardEditorPage { background: %1; }"
           "QLineEdit { background: transparent; color: %3; border: none; border-radius: 0; padding: 0 10px;"
           " min-height: 24px; max-height: 24px; selection-background-color: %2; selection-color: %4; }"
           "QWidget#cardEditorRow QLineEdit { padding: 0 10px 0 4px; }"
           "QLineEdit#cardEditorName { padding: 0 10px 0 22px; min-height: 34px; max-height: 34px; "
           "border-bottom: 1px solid %7; }"
           "QLineEdit:focus { background: %5; }"
           "QLabel { color: %6; padding: 4px 10px 4px 22px; background: transparent; border: none; }"_s.arg(
               tokens.pane.name(), tokens.accent.name(), tokens.text.name(), tokens.onAccent.name(),
               tokens.accentSoft.name(), tokens.dim.name(), tokens.line.name());
}

} // namespace

CardEditor::CardEditor(const CardStyle &style, QString engine, Commit commit, QWidget *parent)
    : QFrame(parent),
      m_style(style),
      m_engine(std::move(engine)),
      m_commit(std::move(commit)),
      m_rows(new QVBoxLayout(this)),
      m_name(new QLineEdit(this)),
      m_scroll(new QScrollArea(this)),
      m_lines(new ColumnLines(style, this)),
      m_message(new QLabel(this))
{
    setObjectName(u"cardEditor"_s);
    setStyleSheet(sheet(style.tokens()));
    setAccessibleName(tr("Table"));
    setFixedWidth(kEditorWidth);
    setAttribute(Qt::WA_NoMousePropagation); // A click on the words is none on the canvas below.
    m_rows->setContentsMargins(2, 2, 2, 4);
    m_rows->setSpacing(0);
    m_name->setObjectName(u"cardEditorName"_s);
    m_name->setAccessibleName(tr("Table name"));
    m_name->setPlaceholderText(tr("Table name"));
    m_name->setFont(style.title());
    m_name->installEventFilter(this);
    m_lines->setObjectName(u"cardEditorPage"_s);
    connect(m_lines, &ColumnLines::rearranged, this, &CardEditor::followLines);
    m_scroll->setObjectName(u"cardEditorScroll"_s);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_lines);
    m_message->setObjectName(u"cardEditorMessage"_s);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setFont(style.type());
    m_rows->addWidget(m_name);
    m_rows->addWidget(m_scroll, 1);
    m_rows->addWidget(m_message);
}

void CardEditor::startNew(const QList<sql::ColumnLine> &columns)
{
    m_lines->insert(0, kUsualKey.toString());
    for (const sql::ColumnLine &each : columns)
        m_lines->insert(m_lines->size(), sql::columnLineText(each), each);
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
        QLineEdit *edit = m_lines->insert(m_lines->size(), sql::columnLineText(line), line);
        if (each.generated != schema::Generated::No && each.expression.isEmpty()) {
            edit->setReadOnly(true);
            edit->setToolTip(tr("Its expression is not known: change it in the database itself."));
        }
        if (each.name == column)
            chosen = edit;
    }
    m_lines->insert(m_lines->size(), {});
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
    for (const ColumnLines::Line &line : m_lines->lines())
        typed.lines += {line.edit->text(), line.text, line.before};
    return typed;
}

void CardEditor::startAgain(const Typed &typed)
{
    m_isNew = typed.isNew;
    m_name->setText(typed.name);
    for (const Typed::Line &line : typed.lines) {
        m_lines->insert(m_lines->size(), line.text, line.before, line.first);
    }
    m_hasKey =
        std::ranges::any_of(typed.lines, [](const Typed::Line &line) { return line.first == kUsualKey; });
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
    for (const ColumnLines::Line &line : m_lines->lines()) {
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
    const bool isLeft = event->type() == QEvent::FocusOut &&
                        static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason &&
                        static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason;
    if (line && isLeft)
        line->setCursorPosition(0); // Its name is what shows of a line that is too long.
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

/// Keeps its height, and the line that moved in sight.
void CardEditor::followLines(QLineEdit *seen)
{
    fitHeight();
    if (seen)
        m_scroll->ensureWidgetVisible(seen);
}

bool CardEditor::key(QLineEdit *line, int pressed, Qt::KeyboardModifiers modifiers)
{
    const bool isEnter = pressed == Qt::Key_Return || pressed == Qt::Key_Enter;
    const bool isEmpty = line->text().trimmed().isEmpty();
    if (keyWithModifiers(line, pressed, modifiers))
        return true;
    if (pressed == Qt::Key_Escape) {
        if (!m_lines->cancelDrag())
            giveUp();
    } else if (isEnter && line == m_name && !m_isNew) {
        commit();
    } else if (isEnter || pressed == Qt::Key_Tab || pressed == Qt::Key_Down) {
        const bool isEnd = line != m_name && isEmpty;
        const bool isLast = m_lines->indexOf(line) == m_lines->size() - 1;
        if (isEnd && pressed != Qt::Key_Down && isLast)
            commit();
        else if (!isEnd || !isLast)
            next(line);
    } else if (pressed == Qt::Key_Backtab || pressed == Qt::Key_Up) {
        previous(line);
    } else if (pressed == Qt::Key_Backspace && line != m_name && line->text().isEmpty() &&
               m_lines->size() > 1) {
        previous(line);
        remove(line);
    } else {
        return false;
    }
    return true;
}

/// Whoever takes the proposed key away wants a table without one.
void CardEditor::remove(QLineEdit *line)
{
    m_hasKey = m_hasKey && (!m_isNew || m_lines->lines()[m_lines->indexOf(line)].text != kUsualKey);
    m_lines->remove(line);
}

bool CardEditor::keyWithModifiers(QLineEdit *line, int pressed, Qt::KeyboardModifiers modifiers)
{
    const bool isEnter = pressed == Qt::Key_Return || pressed == Qt::Key_Enter;
    if (modifiers == Qt::ControlModifier && isEnter) {
        commit();
    } else if (modifiers == Qt::AltModifier && line != m_name &&
               (pressed == Qt::Key_Up || pressed == Qt::Key_Down)) {
        m_lines->move(line, m_lines->indexOf(line) + (pressed == Qt::Key_Up ? -1 : 1));
    } else if (modifiers == Qt::ControlModifier && pressed == Qt::Key_Delete && line != m_name &&
               m_lines->size() > 1) {
        const qsizetype at = m_lines->indexOf(line);
        remove(line);
        m_lines->lines()[std::min(at, m_lines->size() - 1)].edit->setFocus();
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
    qsizetype at = m_lines->indexOf(line);
    for (const QString &each : std::as_const(texts))
        line = m_lines->insert(++at, each);
    line->setFocus();
    return true;
}

void CardEditor::next(QLineEdit *line)
{
    if (line != m_name && !line->text().trimmed().isEmpty() && !check(line))
        return;
    const qsizetype at = line == m_name ? 0 : m_lines->indexOf(line) + 1;
    QLineEdit *following = at < m_lines->size() ? m_lines->lines().at(at).edit : m_lines->insert(at, {});
    following->setFocus();
    following->end(false);
    if (m_isNew && at == 0 && following->text() == kUsualKey)
        following->selectAll(); // Enter keeps the key that is proposed, and whoever types has another one.
    sayHelp();
}

void CardEditor::previous(QLineEdit *line)
{
    const qsizetype at = m_lines->indexOf(line);
    QLineEdit *preceding = at > 0           ? m_lines->lines().at(at - 1).edit
                           : line == m_name ? m_lines->lines().last().edit // The way round to a new column.
                                            : m_name;
    preceding->setFocus();
}

base::Result<sql::ColumnLine> CardEditor::read(const ColumnLines::Line &line) const
{
    if (!line.before.origin.isNull() && line.edit->text() == line.text)
        return line.before;
    base::Result<sql::ColumnLine> typed = sql::parseColumnLine(line.edit->text(), m_engine);
    if (typed) {
        typed->origin = line.before.origin;
        typed->column.type = mapping::sqlTypeOf(typed->column.type);
    }
    return typed;
}

bool CardEditor::check(QLineEdit *line)
{
    const auto column = read(m_lines->lines().at(m_lines->indexOf(line)));
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
    const auto isEmptied = [](const ColumnLines::Line &line) {
        return line.text == kUsualKey && line.edit->text().trimmed().isEmpty();
    };
    draft.hasKey = m_hasKey && std::ranges::none_of(m_lines->lines(), isEmptied);
    for (const ColumnLines::Line &line : m_lines->lines()) {
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
        say(done.error().text(), repeatedLine(draft));
}

/// The line that repeats the name of one above it; the name of the table where there is none.
QLineEdit *CardEditor::repeatedLine(const TableDraft &draft) const
{
    qsizetype at = 0;
    QStringList names;
    for (const ColumnLines::Line &line : m_lines->lines()) {
        if (line.edit->text().trimmed().isEmpty())
            continue;
        const QString name = draft.columns.at(at++).column.name;
        if (schema::indexOfName(names, name) >= 0)
            return line.edit;
        names += name;
    }
    return m_name;
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
    const qsizetype at = refused && refused != m_name ? m_lines->indexOf(refused) : -1;
    if (at >= 0)
        m_lines->showBelow(at, m_message);
    else
        m_rows->addWidget(m_message);
    fitHeight();
    // Once the words are shown in their new place, and the lines have moved apart for them.
    QMetaObject::invokeMethod(
        this,
        [this, at] {
            fitHeight();
            if (at >= 0)
                m_scroll->ensureWidgetVisible(m_message, 0, 0);
        },
        Qt::QueuedConnection);
}

void CardEditor::sayHelp()
{
    say(m_isNew              ? tr("Enter: next line · Ctrl+Enter: done · Esc: cancel")
        : m_name->hasFocus() ? tr("Enter: done · ↓: columns · Esc: cancel")
                             : tr("Ctrl+Enter: done · Alt+↑↓: move · Ctrl+Del: remove · Esc: cancel"));
}

/// As tall as its lines, but no taller than there is room.
void CardEditor::fitHeight()
{
    m_message->setMinimumHeight(std::max(0, m_message->heightForWidth(width() - 8)));
    const int wanted = m_lines->neededHeight();
    const int rest = m_rows->totalSizeHint().height() - m_scroll->sizeHint().height();
    const int room = std::max(120, parentWidget()->height() - 2 * kMargin - rest);
    m_scroll->setFixedHeight(std::min(wanted, room));
    m_rows->activate();
    resize(width(), m_rows->totalSizeHint().height());
}

} // namespace relata::ui
