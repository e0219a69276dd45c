#include "rowsstack.h"

#include "ui/theme/foreigntext.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;

RowsStack::RowsStack(QWidget *grid, QWidget *parent)
    : QStackedWidget(parent),
      m_grid(grid),
      m_place(new QWidget(this)),
      m_words(new QLabel(m_place)),
      m_first(new QPushButton(m_place)),
      m_again(new QPushButton(tr("Try again"), m_place))
{
    m_words->setObjectName(u"notLoaded"_s);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setAlignment(Qt::AlignCenter);
    m_words->setWordWrap(true);
    m_words->setProperty("dim", true);
    m_first->setObjectName(u"addFirst"_s);
    m_first->hide();
    m_again->setObjectName(u"readAgain"_s);
    m_again->hide();
    auto *layout = new QVBoxLayout(m_place);
    layout->setSpacing(12);
    layout->addStretch(1);
    layout->addWidget(m_words);
    layout->addWidget(m_first, 0, Qt::AlignHCenter);
    layout->addWidget(m_again, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    addWidget(m_grid);
    addWidget(m_place);
    connect(m_first, &QPushButton::clicked, this, &RowsStack::firstRequested);
    connect(m_again, &QPushButton::clicked, this, &RowsStack::againRequested);
}

void RowsStack::showGrid()
{
    setCurrentWidget(m_grid);
}

void RowsStack::say(const QString &words)
{
    m_words->setText(shortened(words));
    m_first->hide();
    m_again->hide();
    setCurrentWidget(m_place);
}

void RowsStack::offerFirst(const QString &words, const QString &button)
{
    say(words);
    m_first->setText(button);
    m_first->show();
}

void RowsStack::offerAgain(const QString &words)
{
    const bool hadFocus = m_grid->hasFocus();
    say(words);
    m_again->show();
    if (hadFocus)
        m_again->setFocus();
}

bool RowsStack::offersFirst() const
{
    return !showsGrid() && !m_first->isHidden();
}

void RowsStack::leaveFailure()
{
    if (!m_again->isHidden())
        showGrid();
}

} // namespace relata::ui
