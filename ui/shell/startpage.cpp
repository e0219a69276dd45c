#include "startpage.h"

#include "ui/shell/settings.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/theme.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;

StartPage::StartPage(const Theme &theme, Settings &settings, QWidget *parent)
    : QWidget(parent),
      m_settings(settings),
      m_words(new QLabel(this)),
      m_again(new QPushButton(tr("Try again"), this)),
      m_recent(new QVBoxLayout)
{
    setObjectName(u"startPage"_s);
    auto *sentence = new QLabel(tr("Open a database to browse it, or draw a schema of your own."), this);
    sentence->setFont(theme.titleFont());
    sentence->setAlignment(Qt::AlignCenter);
    auto *open = new QPushButton(tr("Open database"), this);
    open->setObjectName(u"startOpen"_s);
    open->setProperty("primary", true);
    auto *draw = new QPushButton(tr("New drawing"), this);
    draw->setObjectName(u"startDraw"_s);
    auto *sample = new QPushButton(tr("Open the sample"), this);
    sample->setObjectName(u"startSample"_s);
    auto *hint = new QLabel(tr("Ctrl+O opens · Ctrl+N draws · a file can be dropped here"), this);
    hint->setProperty("dim", true);
    hint->setAlignment(Qt::AlignCenter);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    buttons->addStretch();
    for (QPushButton *button : {open, draw, sample})
        buttons->addWidget(button);
    buttons->addStretch();
    m_words->setObjectName(u"startWords"_s);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setAlignment(Qt::AlignCenter);
    m_again->setObjectName(u"startAgain"_s);
    m_recent->setSpacing(4);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(16);
    layout->addStretch(2);
    layout->addWidget(sentence);
    layout->addLayout(buttons);
    layout->addWidget(m_words);
    layout->addWidget(m_again, 0, Qt::AlignHCenter);
    layout->addWidget(hint);
    layout->addLayout(m_recent);
    layout->addStretch(3);
    auto *learn = new QPushButton(tr("New to relationships? Learn them in five steps"), this);
    learn->setObjectName(u"startLearn"_s);
    learn->setFlat(true);
    layout->insertWidget(layout->indexOf(hint), learn, 0, Qt::AlignHCenter);
    const auto offerLessons = [this, learn] { learn->setVisible(!m_settings.hasLearned()); };
    connect(&settings, &Settings::changed, learn, offerLessons);
    connect(learn, &QPushButton::clicked, this, &StartPage::lessonsRequested);
    offerLessons();
    for (QPushButton *button : {open, draw, sample, m_again, learn})
        button->setAutoDefault(true); // Outside a dialog Enter presses no other button.
    connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
    connect(draw, &QPushButton::clicked, this, &StartPage::drawRequested);
    connect(sample, &QPushButton::clicked, this, &StartPage::sampleRequested);
    connect(m_again, &QPushButton::clicked, this, &StartPage::againRequested);
    say({});
    connect(&settings, &Settings::recentFilesChanged, this, &StartPage::fillRecent);
    fillRecent();
}

void StartPage::say(const QString &words)
{
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    m_again->hide();
}

void StartPage::offerAgain(const QString &words)
{
    say(words);
    m_again->show();
    m_again->setFocus();
}

void StartPage::fillRecent()
{
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString &file : m_settings.recentFiles().mid(0, 5)) {
        auto *button = new QPushButton(menuWords(QFileInfo(file).fileName()) + u"   —   "_s +
                                           menuWords(QFileInfo(file).absolutePath()),
                                       this);
        button->setFlat(true);
        button->setAutoDefault(true);
        button->setToolTip(toolTipOf(file));
        button->setEnabled(QFileInfo::exists(file));
        m_recent->addWidget(button, 0, Qt::AlignCenter);
        connect(button, &QPushButton::clicked, this, [this, file] { emit fileRequested(file); });
    }
}

} // namespace relata::ui
