#include "ui/editors/link/deletionwords.h"

#include "core/insight/deletion.h"
#include "ui/theme/theme.h"

namespace relata::ui {

DeletionWords::DeletionWords(const mapping::MappedSchema &schema, const mapping::Side &parent,
                             const Theme &theme, QWidget *owner)
    : QLabel(owner), m_theme(theme)
{
    const insight::Deletion deletion = insight::deletionOf(schema, parent);
    m_agree = deletion.agree();
    setObjectName(QStringLiteral("deletion"));
    setTextFormat(Qt::PlainText);
    setText(deletion.sentence);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setContentsMargins(8, 6, 8, 6);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    setAutoFillBackground(true);
    adoptTheme();
    connect(&m_theme, &Theme::changed, this, &DeletionWords::adoptTheme);
}

void DeletionWords::adoptTheme()
{
    const Tokens &tokens = m_theme.tokens();
    QPalette colours = palette();
    colours.setColor(QPalette::Window, m_agree ? tokens.newRow : tokens.changedRow);
    colours.setColor(QPalette::WindowText, m_agree ? tokens.newText : tokens.changedText);
    setPalette(colours);
}

} // namespace relata::ui
