#pragma once

#include "core/schema/schema.h"

#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace relata::ui {

class Theme;

/// The right dock: the selected table with its columns and constraints, or the selected link with both
/// relationships, the join and the constraint. Read only. GUI thread.
class Inspector : public QScrollArea
{
    Q_OBJECT

public:
    explicit Inspector(const Theme &theme, QWidget *parent = nullptr);

    void showNothing(const schema::Schema &schema);
    void showTable(const schema::Schema &schema, base::TableId table);
    void showLink(const schema::Schema &schema, base::LinkId link);
    /// The words it shows, for tests.
    QString text() const { return m_text; }

private:
    void begin(const QString &kind, const QString &title);
    void addRow(const QString &name, const QString &value);
    void addHeading(const QString &text);
    void addText(const QString &text, bool monospace = false);
    void addLongText(const QString &text, bool monospace);
    void end();

    const Theme &m_theme;
    QWidget *m_page = nullptr;
    QVBoxLayout *m_layout = nullptr;
    QString m_text;
};

} // namespace relata::ui
