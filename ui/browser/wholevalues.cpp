#include "wholevalues.h"

#include "core/async/whendone.h"

namespace relata::ui {

using base::CellPlace;
using base::Result;
using base::Values;

WholeValues::WholeValues(Ask ask, QObject *parent) : QObject(parent), m_ask(std::move(ask))
{
    constexpr int kPatience = 500; // milliseconds
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this,
            [this] { emit waiting(tr("Reading %1… Escape stops it.").arg(base::sizeWords(m_size))); });
}

void WholeValues::fetch(const QList<CellPlace> &cells, Then then)
{
    stop();
    if (cells.isEmpty()) {
        then({});
        return;
    }
    m_isWaiting = true;
    m_size = 0;
    for (const CellPlace &cell : cells)
        m_size += cell.seen.value(cell.column).wholeSize();
    m_patience.start();
    async::whenDone(
        m_ask(cells), this,
        [this, cells, then = std::move(then), generation = m_generation](const Result<Values> &values) {
            if (generation == m_generation)
                take(cells, values, then);
        });
}

void WholeValues::stop()
{
    ++m_generation;
    m_patience.stop();
    if (std::exchange(m_isWaiting, false))
        emit done();
}

void WholeValues::take(const QList<CellPlace> &cells, const Result<Values> &values, const Then &then)
{
    stop();
    if (!values)
        emit failed(values.error().code == base::ErrorCode::Cancelled
                        ? tr("Reading the whole value was stopped.")
                        : values.error().text());
    else if (!areStillThese(cells, *values))
        emit failed(tr("This was changed by another program meanwhile. Refresh (F5) shows it as it is now."));
    else
        then(*values);
}

bool WholeValues::areStillThese(const QList<CellPlace> &cells, const Values &values)
{
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (!cells[i].seen.value(cells[i].column).agreesWith(values.value(i)))
            return false;
    }
    return true;
}

} // namespace relata::ui
