#pragma once

#include <QPlainTextEdit>

namespace relata::ui {

/// A text that is too long for a label: read-only, a few lines tall, scrolled, selected and copied as it is.
/// Fast also for megabytes in one line.
class LongText : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit LongText(QWidget *parent = nullptr);

    QString text() const { return m_text; }
    void setText(const QString &text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {80, sizeHint().height()}; }

protected:
    QMimeData *createMimeDataFromSelection() const override;

private:
    QString m_text; ///< as given; the view may have broken its lines
};

} // namespace relata::ui
