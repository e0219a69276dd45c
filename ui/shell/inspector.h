#pragma once

#include "core/mapping/diagnostic.h"
#include "core/mapping/plan/keyless.h"

#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace relata::ui {

class Theme;

/// The right dock: the selected table with its columns and constraints, or the selected link with both
/// relationships, the join and the constraint. What edits a link is put into its page. GUI thread.
class Inspector : public QScrollArea
{
    Q_OBJECT

public:
    explicit Inspector(const Theme &theme, QWidget *parent = nullptr);

    /// What is told about whatever is shown next; no lints.
    void setFindings(const QList<mapping::Diagnostic> &findings);
    void showNothing();
    /// More than one thing is selected.
    void showSeveral(qsizetype tables, qsizetype links);
    void showTable(const mapping::MappedSchema &schema, base::TableId table);
    /// @param editor edits the link, and goes with the page
    /// @param code what the models say of it
    void showLink(const mapping::MappedSchema &schema, base::LinkId link, const QString &code,
                  QWidget *editor);
    /// The same for a relationship without a foreign key.
    void showLink(const mapping::KeylessLink &link, const QString &code, QWidget *editor);
    /// The words it shows, for tests.
    QString text() const { return m_text; }

signals:
    /// The table that is shown shall be edited.
    void editRequested(relata::base::TableId table);

private:
    void begin(const QString &kind, const QString &title);
    void addRow(const QString &name, const QString &value);
    void addHeading(const QString &text);
    void addText(const QString &text, bool monospace = false);
    static QStringList optionWords(const schema::Table &table);
    void addEditButton(const schema::Table &table);
    void addModelCode(const QString &code);
    void addLongText(const QString &text, bool monospace);
    template<typename IsAbout>
    void addFindings(IsAbout isAbout);
    void end();

    const Theme &m_theme;
    QWidget *m_page = nullptr;
    QVBoxLayout *m_layout = nullptr;
    QString m_text;
    QList<mapping::Diagnostic> m_findings;
};

} // namespace relata::ui
