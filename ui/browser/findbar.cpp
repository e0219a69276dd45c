#include "findbar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

namespace relata::ui {

FindBar::FindBar(QWidget *parent) : QFrame(parent), m_text(new QLineEdit(this)), m_result(new QLabel(this))
{
    setObjectName(QStringLiteral("findBar"));
    m_text->setObjectName(QStringLiteral("findText"));
    m_text->setPlaceholderText(tr("Find in the loaded rows"));
    m_text->setMaximumWidth(280);
    m_result->setProperty("dim", true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_result);
    layout->addStretch(1);
    connect(m_text, &QLineEdit::textEdited, this, [this] { m_result->clear(); });
    hide();
}

void FindBar::open()
{
    show();
    m_result->setText(tr("Enter: next · Shift+Enter: previous · Esc: close"));
    m_text->setFocus();
    m_text->selectAll();
}

void FindBar::showResult(bool found)
{
    m_result->setText(found ? QString() : tr("Not in the loaded rows; the filter asks the database."));
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        emit findRequested(m_text->text(), event->modifiers() & Qt::ShiftModifier);
    } else if (event->key() == Qt::Key_Escape) {
        hide();
        emit closed();
    } else {
        QFrame::keyPressEvent(event);
    }
}

} // namespace relata::ui
