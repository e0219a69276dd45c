#include "textdialog.h"

#include "ui/theme/foreigntext.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;

TextDialog::TextDialog(const QString &title, const QString &sentence, const QString &text, QWidget *parent)
    : QDialog(parent), m_buttons(new QDialogButtonBox(this))
{
    setWindowTitle(title);
    resize(text.isEmpty() ? QSize(520, 120) : QSize(640, 360));
    auto *words = new QLabel(sentence, this);
    words->setObjectName(u"sentence"_s);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    auto *content = new QPlainTextEdit(this);
    content->setObjectName(u"text"_s);
    const ShownLines shown = linesThatCanBeShown(text);
    content->setPlainText(shown.text);
    content->setReadOnly(true);
    content->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    content->setVisible(!text.isEmpty());
    if (!shown.isWhole) {
        QPushButton *copy = m_buttons->addButton(tr("Copy all"), QDialogButtonBox::ActionRole);
        copy->setObjectName(u"copyAll"_s);
        connect(copy, &QPushButton::clicked, this, [text] { QGuiApplication::clipboard()->setText(text); });
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(12);
    layout->addWidget(words);
    layout->addWidget(content, 1);
    layout->addWidget(m_buttons);
}

QPushButton *TextDialog::addButton(const QString &text, QDialogButtonBox::ButtonRole role)
{
    QPushButton *button = m_buttons->addButton(text, role);
    connect(button, &QPushButton::clicked, this, &QDialog::accept);
    return button;
}

QPushButton *TextDialog::addCloseButton(const QString &text)
{
    QPushButton *button = m_buttons->addButton(text, QDialogButtonBox::RejectRole);
    connect(button, &QPushButton::clicked, this, &QDialog::reject);
    return button;
}

} // namespace relata::ui
