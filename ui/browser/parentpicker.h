#pragma once

#include "core/async/doors.h"
#include "core/schema/foreignkey.h"

#include <QFrame>
#include <QTimer>

#include <functional>

class QLineEdit;
class QListWidget;
class QLabel;

namespace relata::ui {

/// A pop-up under a foreign-key cell: parents by title, found by typing; those that wait for Save come first.
/// At most 50 rows are asked for at a time, so a parent table of any size opens at once. Deletes itself when
/// it closes.
class ParentPicker : public QFrame
{
    Q_OBJECT

public:
    using Ask =
        std::function<QFuture<base::Result<QList<base::NodeSummary>>>(const QString &contains, int limit)>;

    /// Finds the rows that wait for Save themselves, which no statement finds.
    using FindNew = std::function<QList<base::NodeSummary>(const QString &contains)>;

    /// What a foreign key refers to in a row, in words.
    using KeyWords = std::function<QString(const base::NodeSummary &)>;

    ParentPicker(Ask ask, FindNew findNew, KeyWords keyWords, bool nullable, QWidget *parent);

    /// The parent as it is: it stands first and is chosen, so that Enter leaves all as it was.
    /// @param words empty: there is none
    void setCurrent(const QString &words);
    /// Shows the pop-up below a rectangle in global coordinates.
    /// @param wanted stands in the search already, and where it is the title of one parent alone, that one is
    /// chosen at once; empty: all parents
    void openAt(const QRect &cell, const QString &wanted = {});

signals:
    /// A new parent has a key, but no values.
    void chosen(const relata::base::Record &parent);
    void nullChosen();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void fill(const base::Result<QList<base::NodeSummary>> &found);
    void add(const base::NodeSummary &summary, const QString &text);
    void accept();
    void choose();

    static constexpr int kLimit = 50;

    const Ask m_ask;
    const FindNew m_findNew;
    const KeyWords m_keyWords;
    const bool m_isNullable;
    QLineEdit *m_search;
    QListWidget *m_list;
    QLabel *m_hint;
    QTimer m_delay;
    QString m_named;   ///< what was typed over the key; empty: nothing
    QString m_current; ///< the parent as it is; "" for none
    QList<base::NodeSummary> m_found;
    quint64 m_generation = 0;
    bool m_showsCurrent = false; ///< the first line is the parent as it is
    bool m_isSearching = false;
    bool m_acceptsFirst = false; ///< Enter came before what was searched for
};

} // namespace relata::ui
