#pragma once

#include "core/models/modeltext.h"
#include "core/models/style.h"
#include "core/project/documentchange.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace relata::project {
class DesignDocument;
}

namespace relata::ui {

class Theme;

/// The design as Flask-SQLAlchemy models, renewed with each change; the lines that the last one made or
/// changed are tinted. Its style is kept with the design. Follows the document while it is seen. GUI thread.
class ModelCodePanel : public QWidget
{
    Q_OBJECT

public:
    /// The document outlives the panel.
    ModelCodePanel(const project::DesignDocument &document, const Theme &theme, QWidget *parent = nullptr);

    QString text() const;
    /// The numbers of the tinted lines, from 0.
    const QList<int> &tintedLines() const { return m_changed; }

signals:
    /// Another style is wanted.
    void changeRequested(const relata::project::DocumentChange &change);
    /// A person wants to see what a line is about.
    void placeChosen(const relata::models::About &about);
    void statusText(const QString &text);
    void failed(const relata::base::Error &error);

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    models::Style style() const;
    void makeHeader();
    void refresh();
    void begin();
    void tint();
    void copy();
    void save();

    const project::DesignDocument &m_document;
    const Theme &m_theme;
    QComboBox *m_style;
    QLabel *m_notes;
    QPlainTextEdit *m_code;
    models::ModelText m_shown;
    QList<int> m_changed;
    bool m_isStale = true;
    bool m_isNew = true; ///< of another design: nothing of it has changed
};

} // namespace relata::ui
