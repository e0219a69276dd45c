#include "longtext.h"

#include "ui/theme/foreigntext.h"

#include <QMimeData>

#include <memory>

namespace relata::ui {

namespace {

constexpr int kLines = 8;
constexpr int kMost = 2'000'000; ///< characters; nobody reads more

} // namespace

LongText::LongText(QWidget *parent) : QPlainTextEdit(parent)
{
    setObjectName(QStringLiteral("longText"));
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void LongText::setText(const QString &text)
{
    m_text = text;
    setPlainText(inLinesThatCanBeShown(shortened(text, kMost, kMost)));
}

QSize LongText::sizeHint() const
{
    const int margins = 2 * frameWidth() + int(2 * document()->documentMargin());
    return {240, kLines * fontMetrics().lineSpacing() + margins};
}

/// Everything is copied as it was given, not as it is broken here.
QMimeData *LongText::createMimeDataFromSelection() const
{
    const QTextCursor cursor = textCursor();
    const bool isAll =
        cursor.selectionStart() == 0 && cursor.selectionEnd() >= document()->characterCount() - 1;
    if (!isAll)
        return QPlainTextEdit::createMimeDataFromSelection();
    auto mime = std::make_unique<QMimeData>();
    mime->setText(m_text);
    return mime.release();
}

} // namespace relata::ui
