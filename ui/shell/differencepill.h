#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace relata::project {
class DesignDocument;
}

namespace relata::ui {

class Theme;

/// Floats at the bottom of the diagram while the design differs from its database: how many tables differ,
/// and a button that shows the SQL of it. Hidden where there is no database, or no difference. GUI thread.
class DifferencePill : public QFrame
{
    Q_OBJECT

public:
    /// The document outlives the pill. @param over the widget that it floats on, its parent
    DifferencePill(const project::DesignDocument &document, const Theme &theme, QWidget *over);

    /// Out of the way while something is typed under it.
    void setCovered(bool covered);
    /// Whether there is a database to differ from.
    void setHasDatabase(bool hasDatabase);

signals:
    void reviewRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showDifference();
    void place();

    const project::DesignDocument &m_document;
    QLabel *m_words;
    QToolButton *m_review;
    bool m_hasDatabase = false;
    bool m_isCovered = false;
};

} // namespace relata::ui
