#include "floodline.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace relata::ui {

using namespace Qt::StringLiterals;

FloodLine::FloodLine(QWidget *parent)
    : QWidget(parent), m_words(new QLabel(this)), m_button(new QPushButton(this))
{
    setObjectName(u"floodLine"_s);
    m_words->setObjectName(u"floodWords"_s);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setMinimumWidth(40); // A narrow dock cuts the words, not the button.
    m_button->setObjectName(u"floodButton"_s);
    m_button->setAutoDefault(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(12);
    row->addWidget(m_words, 1);
    row->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, &FloodLine::chosen);
    hide();
}

void FloodLine::tell(const QString &words, const QString &button)
{
    m_words->setText(words);
    m_words->setToolTip(words);
    m_button->setText(button);
    show();
}

void FloodLine::clear()
{
    m_words->clear();
    hide();
}

QString FloodLine::text() const
{
    return m_words->text();
}

} // namespace relata::ui
