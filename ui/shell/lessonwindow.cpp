#include "lessonwindow.h"

#include "core/insight/loadcost.h"
#include "ui/commands/documentcommand.h"
#include "ui/diagram/diagramview.h"
#include "ui/shell/modelcodepanel.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWordsWidth = 380;
constexpr qint64 kPricedUsers = 100;

QLabel *textLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

LessonWindow::LessonWindow(Theme &theme, QWidget *parent)
    : QDialog(parent, Qt::Window),
      m_theme(theme),
      m_lessons(Lessons::all()),
      m_diagram(new DiagramView(&m_document, &m_stack, &theme, this)),
      m_models(new ModelCodePanel(m_document, theme, this)),
      m_place(textLabel(u"lessonPlace"_s, this)),
      m_title(textLabel(u"lessonTitle"_s, this)),
      m_words(textLabel(u"lessonWords"_s, this)),
      m_finding(textLabel(u"lessonFinding"_s, this)),
      m_try(new QPushButton(this)),
      m_back(new QPushButton(tr("&Back"), this)),
      m_next(new QPushButton(tr("&Next"), this))
{
    setObjectName(u"lessonWindow"_s);
    setWindowTitle(tr("Learn relationships"));
    setAttribute(Qt::WA_DeleteOnClose);
    layOut();
    addKeys();
    connect(m_next, &QPushButton::clicked, this, &LessonWindow::next);
    connect(m_back, &QPushButton::clicked, this, &LessonWindow::back);
    connect(m_try, &QPushButton::clicked, this, &LessonWindow::tryIt);
    connect(m_models, &ModelCodePanel::changeRequested, this, [this](const project::DocumentChange &change) {
        static_cast<void>(pushChange(m_stack, m_document, change)); // Another style of the code.
    });
    showStep(0);
    resize(1080, 680);
}

LessonWindow::~LessonWindow()
{
    // What is seen uses the document and the stack, which go before the child widgets would.
    m_document.disconnect();
    delete m_diagram;
    delete m_models;
}

void LessonWindow::layOut()
{
    auto *views = new QSplitter(Qt::Vertical, this);
    views->addWidget(m_diagram);
    views->addWidget(m_models);
    views->setChildrenCollapsible(false);
    views->setSizes({280, 360});
    m_diagram->diagram()->setEditable(false, tr("Try it with the button at the left."));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeWords());
    row->addWidget(views, 1);
}

QWidget *LessonWindow::makeWords()
{
    auto *side = new QWidget(this);
    side->setFixedWidth(kWordsWidth);
    m_place->setProperty("dim", true);
    m_title->setFont(m_theme.titleFont());
    connect(&m_theme, &Theme::changed, this, [this] { m_title->setFont(m_theme.titleFont()); });
    m_try->setObjectName(u"lessonTry"_s);
    m_try->setProperty("primary", true);
    m_back->setObjectName(u"lessonBack"_s);
    m_next->setObjectName(u"lessonNext"_s);
    auto *keys = textLabel(u"lessonKeys"_s, side);
    keys->setText(tr("Page down and Page up turn the steps, Escape closes."));
    keys->setProperty("dim", true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    buttons->addStretch();
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(12);
    for (QWidget *widget : {m_place, m_title, m_words})
        column->addWidget(widget);
    column->addWidget(m_try, 0, Qt::AlignLeft);
    column->addWidget(m_finding);
    column->addStretch();
    column->addLayout(buttons);
    column->addWidget(keys);
    return side;
}

void LessonWindow::addKeys()
{
    const auto add = [this](Qt::Key key, auto slot) {
        connect(new QShortcut(QKeySequence(key), this), &QShortcut::activated, this, slot);
    };
    add(Qt::Key_PageDown, &LessonWindow::next);
    add(Qt::Key_PageUp, &LessonWindow::back);
    add(Qt::Key_Escape, [this] { close(); });
}

void LessonWindow::next()
{
    if (m_step + 1 < m_lessons.size())
        showStep(m_step + 1);
    else
        close();
}

void LessonWindow::back()
{
    if (m_step > 0)
        showStep(m_step - 1);
}

void LessonWindow::showStep(int step)
{
    m_step = step;
    const Lesson &lesson = m_lessons[step];
    m_place->setText(tr("Step %1 of %2").arg(QString::number(step + 1), QString::number(m_lessons.size())));
    m_title->setText(lesson.title);
    m_words->setText(lesson.words);
    m_back->setEnabled(step > 0);
    m_next->setText(step + 1 < m_lessons.size() ? tr("&Next") : tr("Do&ne"));
    begin();
    m_diagram->fit();
    m_try->setFocus();
}

/// The drawing as each lesson begins.
void LessonWindow::begin()
{
    m_isTried = false;
    m_stack.clear();
    const project::DesignSettings settings = m_document.settings(); // The style of the code stays.
    m_document.reset(Lessons::blog(), {}, Lessons::blogLayout(), settings);
    describe();
}

void LessonWindow::tryIt()
{
    if (const mapping::Fix *mending = fix(); m_isTried && mending) {
        if (const auto change = project::changeOf(m_document.design(), *mending))
            static_cast<void>(pushChange(m_stack, m_document, *change));
    } else if (m_isTried) {
        begin();
        return;
    } else {
        static_cast<void>(pushChange(m_stack, m_document, m_lessons[m_step].trial));
        m_isTried = true;
    }
    describe();
}

const mapping::Fix *LessonWindow::fix() const
{
    const QList<mapping::Diagnostic> &found = m_document.findings();
    return found.isEmpty() || found.first().fixes.isEmpty() ? nullptr : &found.first().fixes.first();
}

void LessonWindow::describe()
{
    const QList<mapping::Diagnostic> &found = m_document.findings();
    QStringList words;
    if (m_lessons[m_step].isPriced)
        words += priceWords();
    for (const mapping::Diagnostic &each : found.mid(0, 1)) {
        words += each.sentence;
        if (!each.hint.isEmpty())
            words += each.hint;
    }
    if (words.isEmpty())
        words += m_isTried ? tr("Nothing is wrong with it.") : tr("Relata finds nothing wrong here.");
    const mapping::Fix *mending = fix();
    if (mending)
        words += tr("What mends it: %1.").arg(mending->text);
    m_finding->setText(words.join(u"\n\n"_s));
    m_try->setText(!m_isTried ? tr("&Try it: %1").arg(m_lessons[m_step].tryWords)
                   : mending  ? tr("&Mend it")
                              : tr("&Take it back"));
}

QString LessonWindow::priceWords() const
{
    const mapping::Side *posts = m_document.schema().relationship(u"user"_s, u"posts"_s);
    if (!posts)
        return {};
    for (const insight::LoadCost &each : insight::loadCosts(m_document.schema(), *posts, {kPricedUsers})) {
        if (each.lazy == posts->lazy)
            return tr("%1 users with their posts, lazy='%2': %3 SELECTs.")
                .arg(QString::number(kPricedUsers), mapping::lazyWord(posts->lazy),
                     QString::number(each.statements));
    }
    return {};
}

} // namespace relata::ui
