#include "emptycanvas.h"

#include "ui/theme/tokens.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;

EmptyCanvas::EmptyCanvas(QWidget *parent)
    : QWidget(parent),
      m_sentence(new QLabel(this)),
      m_button(new QPushButton(tr("New table"), this)),
      m_hint(new QLabel(this))
{
    setObjectName(u"emptyCanvas"_s);
    m_button->setObjectName(u"emptyCanvasNewTable"_s);
    m_button->setFocusPolicy(Qt::NoFocus);
    auto *rows = new QVBoxLayout(this);
    rows->setSpacing(12);
    rows->addWidget(m_sentence, 0, Qt::AlignHCenter);
    rows->addWidget(m_button, 0, Qt::AlignHCenter);
    rows->addWidget(m_hint, 0, Qt::AlignHCenter);
    connect(m_button, &QPushButton::clicked, this, &EmptyCanvas::newTableRequested);
    hide();
}

void EmptyCanvas::describe(bool isEditable, const Tokens &tokens)
{
    m_sentence->setText(isEditable ? tr("Nothing is drawn yet.") : tr("This database has no tables."));
    m_sentence->setStyleSheet(u"color: %1; font-size: 15px;"_s.arg(tokens.text.name()));
    m_hint->setText(tr("or press N, or double-click where it should stand"));
    m_hint->setStyleSheet(u"color: %1;"_s.arg(tokens.dim.name()));
    m_button->setVisible(isEditable);
    m_hint->setVisible(isEditable);
}

void EmptyCanvas::centerIn(QSize room)
{
    adjustSize();
    move((room.width() - width()) / 2, (room.height() - height()) / 2);
}

} // namespace relata::ui
