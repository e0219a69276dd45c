#include "forecastview.h"

#include "core/async/whendone.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/longtext.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;
using base::SaveForecast;
using base::TableForecast;

namespace {

constexpr int kPatience = 500;  // milliseconds until progress is shown
constexpr int kRowsInSight = 6; // of the table of rows before it scrolls

QString countText(qint64 count)
{
    return count == 0 ? QString() : QLocale().toString(count);
}

} // namespace

ForecastView::ForecastView(async::Records &records, const base::Cause &cause, const Theme &theme,
                           QWidget *parent)
    : QWidget(parent),
      m_records(records),
      m_cause(cause),
      m_theme(theme),
      m_sentence(new QLabel(this)),
      m_whole(new LongText(this)),
      m_more(new QLabel(this)),
      m_progress(new QProgressBar(this)),
      m_tables(new QTreeWidget(this))
{
    m_sentence->setObjectName(u"forecastSentence"_s);
    m_more->setObjectName(u"forecastMore"_s);
    m_progress->setObjectName(u"forecastProgress"_s);
    m_tables->setObjectName(u"forecastTables"_s);
    for (QLabel *label : {m_sentence, m_more}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_more->setProperty("dim", true);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(3);
    m_tables->setHeaderLabels({tr("Table"), tr("New"), tr("Changed"), tr("Deleted"), tr("Why")});
    m_tables->setAccessibleName(tr("Rows by table"));
    m_tables->setRootIsDecorated(false);
    m_tables->setUniformRowHeights(true);
    m_tables->setProperty("rowLines", true);
    m_tables->setSelectionMode(QAbstractItemView::NoSelection);
    m_tables->setFocusPolicy(Qt::TabFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (QWidget *part : std::initializer_list<QWidget *>{m_sentence, m_whole, m_progress, m_more, m_tables})
        layout->addWidget(part);
    m_whole->hide();
    m_more->hide();
    m_progress->hide();
    m_tables->hide();
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_progress->show();
        say(tr("Working out what Save will do…"), tr("Escape stops this."));
    });
    ask();
}

ForecastView::~ForecastView()
{
    if (m_isAsking)
        m_records.stopForecast();
}

bool ForecastView::isShowingProgress() const
{
    return m_progress->isVisible();
}

void ForecastView::stop()
{
    m_records.stopForecast();
}

void ForecastView::ask()
{
    m_isAsking = true;
    m_patience.start();
    async::whenDone(m_records.forecast(m_cause), this,
                    [this, question = ++m_question](const base::Result<SaveForecast> &told) {
                        if (question == m_question)
                            take(told);
                    });
}

void ForecastView::take(const base::Result<SaveForecast> &told)
{
    m_isAsking = false;
    m_patience.stop();
    m_progress->hide();
    if (!told) {
        const bool isStopped = told.error().code == base::ErrorCode::Cancelled;
        say(isStopped ? tr("Stopped: what else Save will do is not known.")
                      : tr("What else Save will do is not known. ") + told.error().text(),
            {});
        return;
    }
    const bool isRefused = !told->refusal.isEmpty();
    QPalette palette = m_sentence->palette();
    palette.setColor(QPalette::WindowText, isRefused ? m_theme.tokens().deletedText : m_theme.tokens().text);
    m_sentence->setPalette(palette);
    say(isRefused ? tr("Save would be refused. ") + told->refusal : told->sentence, told->unknown);
    showTables(told->tables);
}

void ForecastView::say(const QString &words, const QString &more)
{
    const bool isCut = isLong(words);
    m_sentence->setText(isCut ? inOneShortLine(words, 120) : words);
    m_whole->setText(isCut ? words : QString());
    m_whole->setVisible(isCut);
    m_more->setText(shortened(more));
    m_more->setVisible(!more.isEmpty());
}

void ForecastView::showTables(const QList<TableForecast> &tables)
{
    m_tables->clear();
    m_tables->setVisible(!tables.isEmpty());
    for (const TableForecast &each : tables) {
        auto *item = new QTreeWidgetItem(m_tables, {each.table, countText(each.added),
                                                    countText(each.changed), countText(each.deleted),
                                                    each.why.isEmpty() ? tr("your changes") : each.why});
        for (int column = 1; column <= 3; ++column)
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        item->setForeground(4, m_theme.tokens().dim);
    }
    if (tables.isEmpty())
        return;
    for (int column = 1; column <= 3; ++column) {
        m_tables->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        m_tables->header()->resizeSection(column, 84);
    }
    m_tables->header()->resizeSection(0, 220);
    const int rows = qMin<int>(int(tables.size()), kRowsInSight);
    m_tables->setFixedHeight(m_tables->header()->sizeHint().height() + rows * m_theme.rowHeight() + 4);
    m_tables->show();
}

} // namespace relata::ui
