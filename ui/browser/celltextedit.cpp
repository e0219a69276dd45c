#include "celltextedit.h"

#include "ui/browser/celltextarea.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScopedValueRollback>
#include <QSizeGrip>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;

CellTextEdit::CellTextEdit(const QByteArray &original, QWidget *parent)
    : QFrame(parent, Qt::SubWindow), // What a size grip makes larger.
      m_area(new CellTextArea(original, this)),
      m_hint(new QLabel(tr("Ctrl+Enter: done · Esc: cancel"), this)),
      m_enlarge(new QToolButton(this))
{
    setObjectName(u"cellTextEditor"_s);
    setFrameShape(StyledPanel);
    setAutoFillBackground(true);
    setFocusProxy(m_area);
    m_hint->setProperty("dim", true);
    m_enlarge->setText(tr("Enlarge  F11"));
    m_enlarge->setCheckable(true);
    m_enlarge->setAutoRaise(true);
    m_enlarge->setFocusPolicy(Qt::NoFocus);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(8, 0, 0, 0);
    foot->addWidget(m_hint, 1);
    foot->addWidget(m_enlarge);
    foot->addWidget(new QSizeGrip(this), 0, Qt::AlignBottom | Qt::AlignRight);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_area, 1);
    layout->addLayout(foot);
    connect(m_area, &CellTextArea::finished, this, &CellTextEdit::finished);
    connect(m_area, &CellTextArea::refused, m_hint, &QLabel::setText);
    connect(m_enlarge, &QToolButton::toggled, this, &CellTextEdit::setLarge);
    watchFocus();
}

/// Another window's focus changes nothing: what is typed stays in the editor.
void CellTextEdit::watchFocus()
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *before, QWidget *now) {
        const bool wasHere = before && (before == this || isAncestorOf(before));
        if (wasHere && now && !isAncestorOf(now) && now->window() == window())
            emit left();
    });
}

void CellTextEdit::placeAt(const QRect &cell)
{
    m_cell = cell;
    const QRect room = parentWidget()->rect().adjusted(4, 4, -4, -4);
    const QScopedValueRollback placing(m_isPlacing, true);
    if (m_enlarge->isChecked())
        return setGeometry(room);
    const QSize size = m_wanted.expandedTo({cell.width(), 0}).boundedTo(room.size());
    const QPoint place(std::clamp(cell.left(), room.left(), room.right() - size.width() + 1),
                       std::clamp(cell.top(), room.top(), room.bottom() - size.height() + 1));
    setGeometry({place, size});
}

void CellTextEdit::setLarge(bool large)
{
    m_enlarge->setText(large ? tr("Reduce  F11") : tr("Enlarge  F11"));
    placeAt(m_cell);
}

void CellTextEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F11)
        m_enlarge->toggle();
    else
        QFrame::keyPressEvent(event);
}

void CellTextEdit::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    if (!m_isPlacing)
        m_wanted = size();
}

} // namespace relata::ui
