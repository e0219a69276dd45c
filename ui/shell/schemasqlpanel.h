#pragma once

#include <QPlainTextEdit>

namespace relata::project {
class DesignDocument;
}

namespace relata::ui {

class Theme;

/// The SQL of the difference between the drawing and the database it came from; of an empty database all of
/// it. Follows the document.
class SchemaSqlPanel : public QPlainTextEdit
{
    Q_OBJECT

public:
    SchemaSqlPanel(const project::DesignDocument &document, const Theme &theme, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();

    const project::DesignDocument &m_document;
    bool m_isStale = true;
};

} // namespace relata::ui
