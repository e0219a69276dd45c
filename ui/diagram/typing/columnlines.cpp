#include "columnlines.h"

#include "ui/diagram/items/cardstyle.h"
#include "ui/diagram/typing/linegrip.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;

ColumnLines::ColumnLines(const CardStyle &style, QObject *filter)
    : m_style(style), m_filter(filter), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
}

qsizetype ColumnLines::indexOf(const QLineEdit *edit) const
{
    const auto found = std::ranges::find(m_lines, edit, &Line::edit);
    return found == m_lines.cend() ? -1 : found - m_lines.cbegin();
}

QLineEdit *ColumnLines::insert(qsizetype at, const QString &text, const sql::ColumnLine &before,
                               const QString &first)
{
    auto *row = new QWidget(this);
    row->setObjectName(u"cardEditorRow"_s);
    auto *grip = new LineGrip(m_style.tokens(), row);
    auto *edit = new QLineEdit(text, row);
    edit->setCursorPosition(0);
    edit->setFont(m_style.name());
    edit->installEventFilter(m_filter);
    // The sheet gives the field this height, too, but later than the layouts ask for it.
    row->setFixedHeight(grip->sizeHint().height());
    auto *parts = new QHBoxLayout(row);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(0);
    parts->addWidget(grip);
    parts->addWidget(edit, 1);
    // A line in which nothing stands is nowhere to be moved to.
    const auto follow = [grip](const QString &now) { grip->setEnabled(!now.trimmed().isEmpty()); };
    connect(edit, &QLineEdit::textChanged, grip, follow);
    follow(text);
    connect(grip, &LineGrip::taken, this, [this, edit] { take(edit); });
    connect(grip, &LineGrip::dragged, this,
            [this, edit](QPoint place) { drag(edit, mapFromGlobal(place).y()); });
    connect(grip, &LineGrip::dropped, this, [this] { m_dragged = nullptr; });
    const int place = at < m_lines.size() ? m_layout->indexOf(m_lines[at].row) : m_layout->count();
    m_layout->insertWidget(place, row);
    m_lines.insert(at, Line{row, edit, before, first.isNull() ? text : first});
    number();
    row->show();
    emit rearranged(nullptr);
    return edit;
}

void ColumnLines::remove(QLineEdit *edit)
{
    QWidget *row = m_lines.takeAt(indexOf(edit)).row;
    m_dragged = nullptr;
    m_layout->removeWidget(row);
    row->hide();
    row->deleteLater();
    number();
    emit rearranged(nullptr);
}

void ColumnLines::move(QLineEdit *edit, qsizetype to)
{
    const qsizetype at = indexOf(edit);
    if (at < 0 || to < 0 || to >= m_lines.size() || to == at)
        return;
    QWidget *row = m_lines[at].row;
    QWidget *there = m_lines[to].row;
    m_layout->removeWidget(row);
    m_layout->insertWidget(m_layout->indexOf(there) + (to > at ? 1 : 0), row);
    m_lines.move(at, to);
    number();
    m_layout->activate();
    emit rearranged(edit);
}

void ColumnLines::showBelow(qsizetype line, QLabel *words)
{
    m_layout->removeWidget(words);
    m_layout->insertWidget(m_layout->indexOf(m_lines.at(line).row) + 1, words);
}

bool ColumnLines::cancelDrag()
{
    QLineEdit *edit = std::exchange(m_dragged, nullptr);
    if (edit)
        move(edit, m_draggedFrom);
    return edit;
}

int ColumnLines::neededHeight() const
{
    m_layout->activate();
    return m_layout->totalSizeHint().height();
}

/// The line that is dragged is the one with the focus, which sets it off. The empty one at the end stays.
void ColumnLines::take(QLineEdit *edit)
{
    if (edit == m_lines.last().edit && edit->text().trimmed().isEmpty())
        return;
    edit->setFocus();
    m_dragged = edit;
    m_draggedFrom = indexOf(edit);
}

/// The line takes the place over which the mouse is.
void ColumnLines::drag(QLineEdit *edit, int y)
{
    if (m_dragged != edit)
        return; // It was put back meanwhile.
    const auto below = std::find_if(m_lines.cbegin(), m_lines.cend(),
                                    [y](const Line &each) { return y <= each.row->geometry().bottom(); });
    move(edit, std::min<qsizetype>(below - m_lines.cbegin(), lastPlace(edit)));
}

/// The empty line at the end, in which the next column is typed, stays there.
qsizetype ColumnLines::lastPlace(const QLineEdit *edit) const
{
    const QLineEdit *last = m_lines.last().edit;
    return m_lines.size() - (last != edit && last->text().trimmed().isEmpty() ? 2 : 1);
}

void ColumnLines::number()
{
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        QLineEdit *edit = m_lines[i].edit;
        edit->setObjectName(u"cardEditorColumn%1"_s.arg(i + 1));
        edit->setAccessibleName(tr("Column %1").arg(i + 1));
        edit->setPlaceholderText(i == 0 ? tr("column TYPE") : tr("column TYPE, or Enter to finish"));
    }
}

} // namespace relata::ui
