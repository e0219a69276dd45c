#pragma once

#include "ui/diagram/tabledraft.h"

#include <QFrame>

#include <functional>

class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace relata::ui {

class CardStyle;

/// The card in which a table is typed: its name, then one column a line. Enter and Tab go to the next line,
/// an empty line or Ctrl+Enter is the end, Escape leaves everything as it was. Lies over the viewport of the
/// diagram; deletes itself when it closes.
class CardEditor : public QFrame
{
    Q_OBJECT

public:
    /// Carries out what was typed; where it refuses, the editor says why and stays.
    using Commit = std::function<base::Done(const TableDraft &)>;

    CardEditor(const CardStyle &style, Commit commit, QWidget *parent);

    /// Begins with an empty name and the usual key column.
    void startNew();
    /// Begins with the table's name selected; lines are columns to be added.
    void startExisting(const schema::Table &table);
    /// The person went elsewhere: keeps what can be kept. Closes without a change where no name was typed.
    void leave();
    bool isClosed() const { return m_isClosed; }

signals:
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLineEdit *addLine(const QString &text);
    void removeLine(QLineEdit *line);
    bool key(QLineEdit *line, int pressed, Qt::KeyboardModifiers modifiers);
    void next(QLineEdit *line);
    void previous(QLineEdit *line);
    bool check(QLineEdit *line);
    void commit();
    void close();
    void say(const QString &text, bool isRefusal);
    void sayHelp();
    void fitHeight();

    const CardStyle &m_style;
    Commit m_commit;
    QVBoxLayout *m_rows;
    QLineEdit *m_name;
    QLabel *m_existing;
    QLabel *m_message;
    QList<QLineEdit *> m_lines;
    bool m_isNew = true;
    bool m_isClosed = false;
};

} // namespace relata::ui
