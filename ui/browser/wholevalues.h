#pragma once

#include "core/base/record.h"
#include "core/base/result.h"

#include <QFuture>
#include <QObject>
#include <QTimer>

#include <functional>

namespace relata::ui {

/// Fetches the whole values of cells that the grid shows cut, for a gesture that goes on once they are there.
/// A later gesture takes the place of one that still waits. GUI thread.
class WholeValues : public QObject
{
    Q_OBJECT

public:
    using Ask = std::function<QFuture<base::Result<base::Values>>(const QList<base::CellPlace> &cells)>;
    using Then = std::function<void(const base::Values &values)>;

    explicit WholeValues(Ask ask, QObject *parent = nullptr);

    /// Calls `then` with the values in the order of the cells; at once where there are no cells. Never calls
    /// it with another value than the one whose beginning was shown.
    void fetch(const QList<base::CellPlace> &cells, Then then);
    bool isWaiting() const { return m_isWaiting; }
    /// Forgets the gesture.
    void stop();

signals:
    /// It takes long, in words.
    void waiting(const QString &words);
    /// A wait that was told is over.
    void done();
    void failed(const QString &words);

private:
    void take(const QList<base::CellPlace> &cells, const base::Result<base::Values> &values,
              const Then &then);
    static bool areStillThese(const QList<base::CellPlace> &cells, const base::Values &values);

    const Ask m_ask;
    QTimer m_patience;
    qint64 m_size = 0;
    bool m_isWaiting = false;
    quint64 m_generation = 0; ///< answers to gestures before the last one are dropped
};

} // namespace relata::ui
