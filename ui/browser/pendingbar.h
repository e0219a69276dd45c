#pragma once

#include "core/base/pendingedits.h"
#include "core/base/saveforecast.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace relata::ui {

/// The bar below the rows that counts what waits for Save; hidden while nothing waits. Tells the database's
/// words after a refused save.
class PendingBar : public QFrame
{
    Q_OBJECT

public:
    explicit PendingBar(QWidget *parent = nullptr);

    void show(const base::PendingEdits &edits);
    void showRefusal(const QString &words);
    /// What the database will do besides, after what waits; or why it will refuse.
    void showForecast(const base::SaveForecast &forecast);
    void setSaving(bool saving);

signals:
    void reviewRequested();
    void discardRequested();
    void saveRequested();

private:
    QString m_waiting; ///< "1 new · 2 deleted"
    bool m_isRefused = false;
    QLabel *m_count;
    QLabel *m_parts;
    QPushButton *m_review;
    QPushButton *m_discard;
    QPushButton *m_save;
};

} // namespace relata::ui
