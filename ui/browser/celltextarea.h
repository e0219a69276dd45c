#pragma once

#include "ui/browser/editedtext.h"

#include <QPlainTextEdit>

namespace relata::ui {

/// The lines of a text that is edited, which keeps everything that is not touched as it was. Ctrl+Enter ends,
/// Escape gives up; everything else that is pressed stays here.
class CellTextArea : public QPlainTextEdit
{
    Q_OBJECT

public:
    /// Beyond this many characters opening the text takes longer than a key may.
    static constexpr qsizetype kLongest = 2'000'000;

    CellTextArea(const QByteArray &original, QWidget *parent);

    /// False where the editor cannot hold these bytes without being slow.
    static bool canHold(const QByteArray &text) { return text.size() <= 2 * kLongest && isShort(text); }
    const EditedText &text() const { return m_text; }

signals:
    void finished();
    /// Something was not taken, in words.
    void refused(const QString &why);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    static bool isShort(const QByteArray &text);
    void take(int position, int removed);
    void follow(const std::optional<EditedText::Step> &step);

    EditedText m_text;
    bool m_isShowing = false; ///< the document follows m_text, and not the other way round
};

} // namespace relata::ui
