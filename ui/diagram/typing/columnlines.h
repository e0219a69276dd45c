#pragma once

#include "core/sql/columnline.h"

#include <QList>
#include <QWidget>

class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace relata::ui {

class CardStyle;

/// The lines of an open card, a field for each column with a grip at its left. A line is moved by its grip or
/// by move(); while the mouse drags one, the others make room. Owned by the card editor, which filters the
/// events of the fields.
class ColumnLines : public QWidget
{
    Q_OBJECT

public:
    /// A column's line. One that nobody has touched says what the column was.
    struct Line
    {
        QWidget *row = nullptr; ///< the grip and the field
        QLineEdit *edit = nullptr;
        sql::ColumnLine before; ///< with its origin; of a new column empty
        QString text;           ///< as it was at first
    };

    /// The style outlives the lines.
    /// @param filter gets the events of the fields first
    ColumnLines(const CardStyle &style, QObject *filter);

    const QList<Line> &lines() const { return m_lines; }
    qsizetype size() const { return m_lines.size(); }
    /// Below 0 where the field is none of a line.
    qsizetype indexOf(const QLineEdit *edit) const;
    /// @param first what the line was at first, where that is not the text
    QLineEdit *insert(qsizetype at, const QString &text, const sql::ColumnLine &before = {},
                      const QString &first = {});
    void remove(QLineEdit *edit);
    /// Nothing happens where there is no such place.
    void move(QLineEdit *edit, qsizetype to);
    /// Shows words below a line, as long as the label is not put elsewhere.
    void showBelow(qsizetype line, QLabel *words);
    /// Ends a drag and puts the line back; false where none is dragged.
    bool cancelDrag();
    int neededHeight() const;

signals:
    /// A line came, went or stands elsewhere; this one is to be seen, null: none.
    void rearranged(QLineEdit *edit);

private:
    void take(QLineEdit *edit);
    void drag(QLineEdit *edit, int y);
    qsizetype lastPlace(const QLineEdit *edit) const;
    void number();

    const CardStyle &m_style;
    QObject *m_filter;
    QVBoxLayout *m_layout;
    QList<Line> m_lines;
    QLineEdit *m_dragged = nullptr;
    qsizetype m_draggedFrom = -1;
};

} // namespace relata::ui
