#include "ui/editors/link/linkfindings.h"

#include "core/mapping/findings.h"
#include "core/project/designdocument.h"
#include "ui/editors/link/linkedits.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;
using mapping::Diagnostic;

namespace {

constexpr qsizetype kMostTold = 20;
constexpr qsizetype kMostFixes = 3; ///< of one finding; the list of problems has them all
constexpr int kFixPadding = 24;     ///< pixels of a button beside its text

/// As wide as there is room, its text in two lines where it needs them.
class FixButton : public QPushButton
{
public:
    FixButton(const QString &text, QWidget *parent) : QPushButton(parent), m_text(inOneShortLine(text))
    {
        setObjectName(u"fix"_s);
        setAccessibleName(m_text);
        setToolTip(toolTipOf(text));
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        setText(menuWords(m_text));
    }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QPushButton::resizeEvent(event);
        const int room = width() - kFixPadding;
        const qsizetype end = endOfLine(room);
        const QString rest = m_text.mid(end).trimmed();
        const QString first =
            menuWords(fontMetrics().elidedText(m_text.left(end).trimmed(), Qt::ElideRight, room));
        setText(rest.isEmpty()
                    ? first
                    : first + u'\n' + menuWords(fontMetrics().elidedText(rest, Qt::ElideRight, room)));
    }

private:
    /// How much of the text fits into a line, in whole words.
    qsizetype endOfLine(int room) const
    {
        if (fontMetrics().horizontalAdvance(m_text) <= room)
            return m_text.size();
        qsizetype end = m_text.lastIndexOf(u' ');
        while (end > 0 && fontMetrics().horizontalAdvance(m_text.left(end)) > room)
            end = m_text.lastIndexOf(u' ', end - 1);
        return end > 0 ? end : m_text.size(); // One word alone is cut.
    }

    const QString m_text;
};

QString gradeWords(mapping::Grade grade)
{
    switch (grade) {
    case mapping::Grade::Error:
        return LinkFindings::tr("Error");
    case mapping::Grade::Warning:
        return LinkFindings::tr("Warning");
    case mapping::Grade::Lint:
        break;
    }
    return LinkFindings::tr("Could be better");
}

} // namespace

LinkFindings::LinkFindings(LinkEdits &edits, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_edits(edits), m_theme(theme), m_column(new QVBoxLayout(this))
{
    setObjectName(u"linkFindings"_s);
    m_column->setContentsMargins(0, 0, 0, 8);
    m_column->setSpacing(4);
    const project::DesignDocument &document = edits.document();
    const QSet<QString> &quiet = document.settings().quiet;
    for (const Diagnostic &each : document.findings()) {
        const bool isMuted = quiet.contains(each.kind) || quiet.contains(mapping::findingKey(each));
        if (!isMuted && m_told.size() < kMostTold && edits.link().concerns(each.where))
            add(each);
    }
    setVisible(!m_told.isEmpty());
}

void LinkFindings::add(const Diagnostic &finding)
{
    const QString sentence = finding.sentence + (finding.hint.isEmpty() ? QString() : u' ' + finding.hint);
    m_told += sentence;
    auto *grade = new QLabel(gradeWords(finding.grade), this);
    QFont bold = m_theme.smallFont();
    bold.setBold(true);
    grade->setFont(bold);
    const auto adoptTheme = [this, grade, is = finding.grade] {
        const Tokens &tokens = m_theme.tokens();
        QPalette colours = grade->palette();
        colours.setColor(QPalette::WindowText, is == mapping::Grade::Error     ? tokens.deletedText
                                               : is == mapping::Grade::Warning ? tokens.changedText
                                                                               : tokens.dim);
        grade->setPalette(colours);
    };
    adoptTheme();
    connect(&m_theme, &Theme::changed, grade, adoptTheme);
    auto *words = new QLabel(shortened(sentence), this);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    m_column->addWidget(grade);
    m_column->addWidget(words);
    for (const mapping::Fix &fix : finding.fixes.mid(0, kMostFixes)) {
        auto *button = new FixButton(fix.text, this);
        connect(button, &QPushButton::clicked, this, [this, fix] {
            const auto change = project::changeOf(m_edits.document().design(), fix);
            if (change)
                m_edits.ask(*change);
            else
                m_edits.refuse(change.error().text());
        });
        m_column->addWidget(button);
    }
}

} // namespace relata::ui
