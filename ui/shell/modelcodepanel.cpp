#include "ui/shell/modelcodepanel.h"

#include "core/models/modelwriter.h"
#include "core/project/designdocument.h"
#include "ui/editors/changedlines.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QTextBlock>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

QStringList linesOf(const models::ModelText &text)
{
    QStringList lines;
    for (const models::ModelLine &each : text.lines)
        lines += each.text;
    return lines;
}

} // namespace

ModelCodePanel::ModelCodePanel(const project::DesignDocument &document, const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_document(document),
      m_theme(theme),
      m_style(new QComboBox(this)),
      m_notes(new QLabel(this)),
      m_code(new QPlainTextEdit(this))
{
    setObjectName(u"modelCode"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    makeHeader();
    m_code->setObjectName(u"modelCodeText"_s);
    m_code->setAccessibleName(tr("Model code"));
    m_code->setReadOnly(true);
    m_code->setFrameShape(QFrame::NoFrame);
    m_code->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_code->setFont(theme.monospaceFont());
    m_code->viewport()->installEventFilter(this);
    m_code->setToolTip(tr("A double-click on a line shows on the diagram what it is about"));
    column->addWidget(m_code, 1);
    setFocusProxy(m_code);
    connect(&theme, &Theme::changed, this, [this] {
        m_code->setFont(m_theme.monospaceFont());
        tint();
    });
    connect(&document, &project::DesignDocument::changed, this,
            [this](const project::DocumentChange &change) {
                if (!project::isOnlyLayout(change))
                    refresh();
            });
    connect(&document, &project::DesignDocument::wasReset, this, &ModelCodePanel::begin);
}

void ModelCodePanel::makeHeader()
{
    auto *header = new QWidget(this);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(8);
    m_style->setObjectName(u"modelStyle"_s);
    m_style->setAccessibleName(tr("Style of the model code"));
    m_style->addItem(tr("Flask-SQLAlchemy: db.Column"), int(models::Style::Legacy));
    m_style->addItem(tr("SQLAlchemy 2.0: Mapped[]"), int(models::Style::Mapped));
    m_style->setMinimumContentsLength(int(m_style->itemText(0).size()));
    m_style->setFocusPolicy(Qt::StrongFocus);
    m_style->installEventFilter(this);
    connect(m_style, &QComboBox::activated, this, [this](int index) {
        project::DesignSettings after = m_document.settings();
        after.modelStyle = models::styleWord(models::Style(m_style->itemData(index).toInt()));
        if (after != m_document.settings()) {
            const QString text = tr("Write models as %1").arg(m_style->itemText(index));
            emit changeRequested({text, {project::SettingsChange{m_document.settings(), after}}});
        }
    });
    m_notes->setProperty("dim", true);
    m_notes->setObjectName(u"modelNotes"_s);
    auto *copyButton = new QPushButton(tr("Copy"), header);
    copyButton->setObjectName(u"copyModels"_s);
    connect(copyButton, &QPushButton::clicked, this, &ModelCodePanel::copy);
    auto *saveButton = new QPushButton(tr("Export…"), header);
    saveButton->setObjectName(u"exportModels"_s);
    connect(saveButton, &QPushButton::clicked, this, &ModelCodePanel::save);
    row->addWidget(m_style);
    row->addWidget(m_notes, 1);
    row->addWidget(copyButton);
    row->addWidget(saveButton);
    layout()->addWidget(header);
}

QString ModelCodePanel::text() const
{
    return m_shown.text();
}

models::Style ModelCodePanel::style() const
{
    return models::styleFromWord(m_document.settings().modelStyle).value_or(models::Style::Legacy);
}

void ModelCodePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        refresh();
}

void ModelCodePanel::begin()
{
    m_isNew = true;
    refresh();
}

void ModelCodePanel::refresh()
{
    m_isStale = !isVisible();
    if (m_isStale)
        return;
    const models::ModelText now = models::modelsOf(m_document.design(), m_document.schema(), {style(), {}});
    m_style->setCurrentIndex(m_style->findData(int(style())));
    const qsizetype notes = now.findings.size();
    m_notes->setText(notes == 0   ? QString()
                     : notes == 1 ? tr("1 note in the code")
                                  : tr("%L1 notes in the code").arg(notes));
    if (now == m_shown && !m_isNew)
        return;
    m_changed = m_isNew ? QList<int>() : changedLines(linesOf(m_shown), linesOf(now));
    m_isNew = false;
    m_shown = now;
    m_code->setPlainText(now.text());
    tint();
    if (m_changed.isEmpty())
        return;
    QTextCursor cursor(m_code->document()->findBlockByNumber(m_changed.first()));
    m_code->setTextCursor(cursor);
    m_code->centerCursor();
}

void ModelCodePanel::tint()
{
    QList<QTextEdit::ExtraSelection> tinted;
    for (const int line : std::as_const(m_changed)) {
        QTextEdit::ExtraSelection each;
        each.cursor = QTextCursor(m_code->document()->findBlockByNumber(line));
        each.format.setBackground(m_theme.tokens().changedRow);
        each.format.setProperty(QTextFormat::FullWidthSelection, true);
        tinted += each;
    }
    m_code->setExtraSelections(tinted);
}

/// The wheel over the box of styles changes nothing: a style is a step of undo.
bool ModelCodePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_style && event->type() == QEvent::Wheel) {
        event->ignore();
        return true;
    }
    if (watched == m_code->viewport() && event->type() == QEvent::MouseButtonDblClick) {
        const QPoint at = static_cast<QMouseEvent *>(event)->position().toPoint();
        const int line = m_code->cursorForPosition(at).blockNumber();
        if (line < m_shown.lines.size() && m_shown.lines[line].about.table.isValid()) {
            emit placeChosen(m_shown.lines[line].about);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ModelCodePanel::copy()
{
    QGuiApplication::clipboard()->setText(text());
    emit statusText(tr("The models are copied."));
}

void ModelCodePanel::save()
{
    const QString name = QFileDialog::getSaveFileName(this, tr("Export models"), u"models.py"_s,
                                                      tr("Python (*.py);;All files (*)"));
    if (name.isEmpty())
        return;
    QSaveFile file(name);
    const bool isWritten =
        file.open(QIODevice::WriteOnly) && file.write(text().toUtf8()) >= 0 && file.commit();
    if (isWritten)
        emit statusText(tr("Wrote the models into %1.").arg(name));
    else
        emit failed({base::ErrorCode::CannotWrite, tr("'%1' cannot be written.").arg(name),
                     tr("Choose another place for the file."), file.errorString()});
}

} // namespace relata::ui
