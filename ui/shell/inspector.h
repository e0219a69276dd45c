#pragma once

#include "core/mapping/diagnostic.h"
#include "core/mapping/plan/declaredlink.h"

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

    /// What is told about whatever is shown next, links excepted; no lints.
    void setFindings(const QList<mapping::Diagnostic> &findings);
    void showNothing();
    /// More than one thing is selected.
    void showSeveral(qsizetype tables, qsizetype links);
    void showTable(const mapping::MappedSchema &schema, base::TableId table);
    /// @param link with or without a foreign key, or a many-to-many
    /// @param editor edits the link, tells what is wrong with it, and goes with the page
    /// @param told what the editor tells
    /// @param code what the models say of it
    void showLink(const mapping::MappedSchema &schema, const mapping::DeclaredLink &link, QWidget *editor,
                  const QStringList &told, const QString &code);
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
    void addColumns(const schema::Table &table);
    void addConstraints(const schema::Table &table);
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
