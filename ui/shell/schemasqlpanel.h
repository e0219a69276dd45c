#pragma once

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace relata::project {
class DesignDocument;
}

namespace relata::ui {

class Theme;

/// The statements that would bring the database to where the design is, to be read, copied and applied. They
/// are worked out while they are seen. GUI thread.
class SchemaSqlPanel : public QWidget
{
    Q_OBJECT

public:
    /// Document and theme outlive it.
    SchemaSqlPanel(const project::DesignDocument &document, const Theme &theme, QWidget *parent = nullptr);

    /// @param mayApply whether the database can be changed now
    void setDatabase(bool isThere, bool mayApply);

signals:
    /// The database shall become as the design.
    void applyRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();

    const project::DesignDocument &m_document;
    QLabel *m_words;
    QPushButton *m_copy;
    QPushButton *m_apply;
    QPlainTextEdit *m_text;
    bool m_mayApply = false;
    bool m_isStale = true;
};

} // namespace relata::ui
