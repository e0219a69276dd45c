#include "gridheader.h"

#include "ui/browser/traillabel.h"
#include "ui/models/rowlistmodel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>

namespace relata::ui {

GridHeader::GridHeader(QWidget *parent)
    : QWidget(parent),
      m_trail(new TrailLabel(this)),
      m_count(new QLabel(this)),
      m_cancel(new QToolButton(this)),
      m_filter(new QLineEdit(this))
{
    m_count->setProperty("dim", true);
    m_filter->setObjectName(QStringLiteral("rowFilter"));
    m_filter->setPlaceholderText(tr("Filter rows"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setToolTip(tr("A text that a row shows, or what its columns shall be:\nprice > 10 AND name "
                            "LIKE a% · city IS NULL"));
    m_filter->setMinimumWidth(180);
    m_filter->setMaximumWidth(340);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(12);
    layout->addWidget(m_trail, 2);
    connect(m_trail, &TrailLabel::partClicked, this, &GridHeader::partClicked);
    layout->addWidget(m_count);
    layout->addWidget(m_cancel);
    layout->addWidget(m_filter, 1);
    m_count->setObjectName(QStringLiteral("rowCount"));
    m_cancel->setObjectName(QStringLiteral("cancelSearch"));
    m_cancel->setText(tr("Cancel  Esc"));
    m_cancel->setAutoRaise(true);
    m_cancel->setFocusPolicy(Qt::NoFocus);
    m_cancel->hide();
    connect(m_cancel, &QToolButton::clicked, this, &GridHeader::cancelRequested);
    m_delay.setSingleShot(true);
    m_delay.setInterval(250);
    const auto tell = [this] { emit filterChanged(m_filter->text()); };
    connect(m_filter, &QLineEdit::textChanged, &m_delay, qOverload<>(&QTimer::start));
    connect(m_filter, &QLineEdit::returnPressed, this, tell);
    connect(&m_delay, &QTimer::timeout, this, tell);
}

void GridHeader::setTrail(const QStringList &parts)
{
    m_trail->setParts(parts);
}

void GridHeader::showCount(const RowListModel &rows, qint64 total)
{
    const int loaded = rows.loadedRows();
    const int apart = rows.storedRows() - loaded;
    const QString count = QLocale().toString(loaded);
    QString words =
        rows.hasMore() ? tr("%1+ rows").arg(count) : (loaded == 1 ? tr("1 row") : tr("%1 rows").arg(count));
    if (rows.hasMore() && total > loaded)
        words = tr("%1 of %2 rows").arg(count, QLocale().toString(total));
    // After what is loaded a saved row is counted by the pages to come; a filter may never find it.
    if (apart > 0 && !rows.hasMore())
        words += tr(" + %1 saved that the filter does not find").arg(QLocale().toString(apart));
    m_count->setText(words);
    m_cancel->hide();
}

void GridHeader::showSearching(const QString &words)
{
    m_count->setText(words);
    m_cancel->setVisible(!words.isEmpty());
}

void GridHeader::setHasRows(bool hasRows)
{
    m_count->setVisible(hasRows);
    m_filter->setEnabled(hasRows);
}

void GridHeader::setFilterText(const QString &text)
{
    const QSignalBlocker blocker(m_filter);
    m_filter->setText(text);
}

QString GridHeader::filterText() const
{
    return m_filter->text();
}

bool GridHeader::isFiltering() const
{
    return m_filter->hasFocus();
}

void GridHeader::goOnFiltering()
{
    m_filter->setFocus();
    m_filter->end(false);
}

void GridHeader::focusFilter()
{
    m_filter->setFocus();
    m_filter->selectAll();
}

} // namespace relata::ui
