#include "nameeditor.h"

#include "ui/diagram/items/cardstyle.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kNameWidth = 280;

QString nameSheet(const Tokens &tokens)
{
    return u"QFrame#nameEditor { background: %1; border: 2px solid %2; border-radius: 6px; }"
           "QLineEdit { background: transparent; color: %3; border: none; border-radius: 0; padding: 0 8px;"
           " min-height: 26px; max-height: 26px; selection-background-color: %2; selection-color: %4; }"
           "QLabel { background: transparent; border: none; padding: 0 8px 4px 8px; }"_s.arg(
               tokens.pane.name(), tokens.accent.name(), tokens.text.name(), tokens.onAccent.name());
}

} // namespace

NameEditor::NameEditor(const CardStyle &style, const QString &name, const QString &whose, Commit commit,
                       QWidget *parent)
    : QFrame(parent),
      m_style(style),
      m_whose(whose),
      m_commit(std::move(commit)),
      m_field(new QLineEdit(name, this)),
      m_message(new QLabel(this))
{
    setObjectName(u"nameEditor"_s);
    setStyleSheet(nameSheet(style.tokens()));
    setFixedWidth(kNameWidth);
    setAttribute(Qt::WA_NoMousePropagation); // A click on the words is none on the canvas below.
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(2, 2, 2, 2);
    rows->setSpacing(0);
    m_field->setObjectName(u"nameEditorField"_s);
    m_field->setAccessibleName(tr("Name of the relationship"));
    m_field->setAccessibleDescription(whose);
    m_field->setFont(style.name());
    m_field->installEventFilter(this);
    m_message->setObjectName(u"nameEditorMessage"_s);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setFont(style.type());
    rows->addWidget(m_field);
    rows->addWidget(m_message);
    connect(m_field, &QLineEdit::textEdited, this, [this] { say(m_whose, false); });
    say(whose, false);
    show();
    raise();
    m_field->setFocus();
    m_field->selectAll();
}

void NameEditor::leave()
{
    if (!m_isClosed)
        commit();
}

bool NameEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept(); // Letters typed here are text, never the diagram's or the window's shortcuts.
        return true;
    }
    if (event->type() == QEvent::FocusOut) {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason == Qt::MouseFocusReason || reason == Qt::TabFocusReason ||
            reason == Qt::BacktabFocusReason)
            QMetaObject::invokeMethod(this, &NameEditor::leave, Qt::QueuedConnection);
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        commit();
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void NameEditor::commit()
{
    const base::Done done = m_commit(m_field->text().trimmed());
    if (done) {
        close();
        return;
    }
    say(done.error().text(), true);
    m_field->setFocus();
}

void NameEditor::close()
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

void NameEditor::say(const QString &text, bool isRefusal)
{
    const Tokens &tokens = m_style.tokens();
    m_message->setStyleSheet(u"color: %1;"_s.arg((isRefusal ? tokens.deletedText : tokens.dim).name()));
    m_message->setText(text);
    resize(width(), layout()->totalHeightForWidth(width()));
    emit resized();
}

} // namespace relata::ui
