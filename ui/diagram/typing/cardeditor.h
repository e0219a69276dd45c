#pragma once

#include "ui/diagram/typing/columnlines.h"
#include "ui/diagram/typing/tabledraft.h"

#include <QFrame>

#include <functional>

class QLabel;
class QLineEdit;
class QScrollArea;
class QVBoxLayout;

namespace relata::ui {

class CardStyle;

/// The card in which a table is typed: its name, then one column a line. Enter and Tab go to the next line,
/// an empty line at the end or Ctrl+Enter is the end, Up in the name leads to the last line, Escape leaves
/// everything as it was. Alt+Up, Alt+Down and its grip move a line, Ctrl+Delete takes it away, several pasted
/// lines are several columns. Lies over the viewport of the diagram, and scrolls where there is no room for
/// all lines; deletes itself when it closes.
class CardEditor : public QFrame
{
    Q_OBJECT

public:
    /// Carries out what was typed; where it refuses, the editor says why and stays.
    using Commit = std::function<base::Done(const TableDraft &)>;

    /// @param engine whose SQL is typed, as a Schema has it
    CardEditor(const CardStyle &style, QString engine, Commit commit, QWidget *parent);

    /// Begins with an empty name and the usual key column.
    /// @param columns further ones
    void startNew(const QList<sql::ColumnLine> &columns = {});
    /// Begins with all that the table has.
    /// @param column whose line has the focus; null: the name, selected
    void startExisting(const schema::Table &table, const QString &column = {});
    /// What stands in the lines, for typing on later.
    struct Typed
    {
        struct Line
        {
            QString text;
            QString first; ///< as it was at first
            sql::ColumnLine before;
        };
        QString name;
        QList<Line> lines;
        bool isNew = true;
    };
    Typed typed() const;
    /// Begins with what was typed into an editor that is gone.
    void startAgain(const Typed &typed);
    /// The person went elsewhere: keeps what can be kept. Closes without a change where no name was typed.
    void leave();
    bool isClosed() const { return m_isClosed; }
    /// Stays within the parent, whose size may be another.
    void fitHeight();

signals:
    void closed();
    /// Escape: what was typed into it is in no design. closed() follows.
    void givenUp(const relata::ui::CardEditor::Typed &typed);
    /// It has another size.
    void resized();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void followLines(QLineEdit *seen);
    bool key(QLineEdit *line, int pressed, Qt::KeyboardModifiers modifiers);
    bool keyWithModifiers(QLineEdit *line, int pressed, Qt::KeyboardModifiers modifiers);
    bool paste(QLineEdit *line);
    void next(QLineEdit *line);
    void previous(QLineEdit *line);
    void remove(QLineEdit *line);
    QLineEdit *repeatedLine(const TableDraft &draft) const;
    bool check(QLineEdit *line);
    base::Result<sql::ColumnLine> read(const ColumnLines::Line &line) const;
    QStringList texts() const;
    void noteFirst();
    void giveUp();
    void commit();
    void close();
    void say(const QString &text, QLineEdit *refused = nullptr);
    void sayHelp();

    const CardStyle &m_style;
    const QString m_engine;
    Commit m_commit;
    QVBoxLayout *m_rows;
    QLineEdit *m_name;
    QScrollArea *m_scroll;
    ColumnLines *m_lines;
    QLabel *m_message;
    QStringList m_first; ///< the texts that it began with
    bool m_isNew = true;
    bool m_hasKey = true; ///< nobody has taken the proposed key of a new table away
    bool m_isClosed = false;
};

} // namespace relata::ui
