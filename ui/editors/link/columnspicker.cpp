#include "ui/editors/link/columnspicker.h"

#include "ui/theme/foreigntext.h"

#include <QMenu>
#include <QStringList>

namespace relata::ui {

using namespace Qt::StringLiterals;
using mapping::ColumnName;

namespace {

constexpr int kEdge = 12;    ///< pixels: what the text leaves free left and right
constexpr auto kMark = " ▾"; ///< of the menu

QString textOf(const QList<ColumnName> &columns)
{
    QStringList words;
    for (const ColumnName &each : columns)
        words += each.text();
    return words.join(u", "_s);
}

} // namespace

ColumnsPicker::ColumnsPicker(const QString &argument, Columns columns, QWidget *parent)
    : QPushButton(parent), m_columns(std::move(columns))
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setAccessibleName(argument + u": "_s + words());
    setToolTip(toolTipOf(m_columns.declared.isEmpty()
                             ? tr("%1 is not declared; %2").arg(argument, words())
                             : argument + u'=' + u'[' + textOf(m_columns.declared) + u']'));
    makeMenu();
}

QSize ColumnsPicker::minimumSizeHint() const
{
    return {40, QPushButton::minimumSizeHint().height()};
}

const QList<ColumnName> &ColumnsPicker::shown() const
{
    return m_columns.declared.isEmpty() ? m_columns.found : m_columns.declared;
}

QString ColumnsPicker::words() const
{
    if (!m_columns.declared.isEmpty())
        return textOf(m_columns.declared);
    return m_columns.found.isEmpty() ? tr("none found") : tr("found: %1").arg(textOf(m_columns.found));
}

/// What there is room for; what is only found stands in brackets.
QString ColumnsPicker::shortWords() const
{
    if (shown().isEmpty())
        return tr("none found");
    QStringList names;
    for (const ColumnName &each : shown())
        names += schema::sameName(each.table, m_columns.table) ? each.column : each.text();
    const QString text = names.join(u", "_s);
    return m_columns.declared.isEmpty() ? u'(' + text + u')' : text;
}

void ColumnsPicker::makeMenu()
{
    auto *menu = new QMenu(this);
    QAction *found = menu->addAction(tr("As found by itself"));
    found->setObjectName(u"asFound"_s);
    found->setCheckable(true);
    found->setChecked(m_columns.declared.isEmpty());
    found->setEnabled(!m_columns.declared.isEmpty());
    connect(found, &QAction::triggered, this, [this] { emit picked({}); });
    menu->addSeparator();
    for (const ColumnName &each : std::as_const(m_columns.offered)) {
        QAction *action = menu->addAction(menuWords(each.text()));
        action->setObjectName(each.text());
        action->setCheckable(true);
        action->setChecked(m_columns.declared.contains(each));
        connect(action, &QAction::triggered, this, [this, each](bool isOn) { take(each, isOn); });
    }
    connect(this, &QPushButton::clicked, menu,
            [this, menu] { menu->popup(mapToGlobal(QPoint(0, height()))); });
}

void ColumnsPicker::take(const ColumnName &column, bool isOn)
{
    QList<ColumnName> columns = m_columns.declared;
    if (isOn)
        columns += column;
    else
        columns.removeAll(column);
    emit picked(columns);
}

void ColumnsPicker::resizeEvent(QResizeEvent *event)
{
    QPushButton::resizeEvent(event);
    const QString mark = QString::fromUtf8(kMark);
    const QString shown = fontMetrics().elidedText(shortWords(), Qt::ElideRight,
                                                   width() - kEdge - fontMetrics().horizontalAdvance(mark));
    setText(menuWords(shown) + mark);
}

} // namespace relata::ui
