#pragma once

#include "core/async/doors.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QTreeWidget;

namespace relata::ui {

class LongText;
class Theme;

/// What Save would do, asked of the database: in a sentence and as rows by table. Shows that it is being
/// worked out when that takes longer than half a second; ends the work when it goes.
class ForecastView : public QWidget
{
    Q_OBJECT

public:
    ForecastView(async::Records &records, const base::Cause &cause, const Theme &theme,
                 QWidget *parent = nullptr);
    ~ForecastView() override;

    /// True while the person sees that it is being worked out.
    bool isShowingProgress() const;
    /// Ends the work; the view then says that the answer is not known.
    void stop();
    /// What waits has changed: works it out anew, by the same click.
    void askAgain() { ask(); }

private:
    void ask();
    void take(const base::Result<base::SaveForecast> &told);
    void showTables(const QList<base::TableForecast> &tables);
    void say(const QString &words, const QString &more);

    async::Records &m_records;
    const base::Cause m_cause;
    const Theme &m_theme;
    QLabel *m_sentence;
    LongText *m_whole; ///< the sentence, where it is too long for the label
    QLabel *m_more;
    QProgressBar *m_progress;
    QTreeWidget *m_tables;
    QTimer m_patience;
    bool m_isAsking = false;
    quint64 m_question = 0; ///< of the last ask(); answers to older ones are dropped
};

} // namespace relata::ui
