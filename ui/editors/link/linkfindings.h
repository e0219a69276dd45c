#pragma once

#include <QWidget>

namespace relata::mapping {
struct Diagnostic;
}
class QVBoxLayout;

namespace relata::ui {

class LinkEdits;
class Theme;

/// What is found about a link, lints too, each with its fixes as buttons; hidden where there is nothing. What
/// a person has muted is not told. GUI thread.
class LinkFindings : public QWidget
{
    Q_OBJECT

public:
    /// @param edits outlive it and are asked for the fixes
    LinkFindings(LinkEdits &edits, const Theme &theme, QWidget *parent = nullptr);

    /// The sentences, for tests and for whoever lists the words of the details.
    const QStringList &told() const { return m_told; }

private:
    void add(const mapping::Diagnostic &finding);

    LinkEdits &m_edits;
    const Theme &m_theme;
    QVBoxLayout *m_column;
    QStringList m_told;
};

} // namespace relata::ui
