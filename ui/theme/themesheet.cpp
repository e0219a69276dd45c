#include "ui/theme/themesheet.h"

#include "ui/theme/theme.h"
#include "ui/theme/themepalette.h"

#include <QFont>
#include <QFontMetrics>
#include <QHash>
#include <QRegularExpression>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMenuBarHeight = 30;

/// @word@ stands for a value of sheetWords().
const QString &sheetTemplate()
{
    static const QString text = uR"(
QMenuBar { background: @pane@; color: @text@; border: none; border-bottom: 1px solid @line@; padding: 0 4px; }
QMenuBar::item { background: transparent; padding: @menuPadding@px 9px; margin: 1px 0; border-radius: 6px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @accentSoft@; color: @accent@; }
QMenuBar::item:disabled { color: @disabled@; }

QToolBar { background: @pane@; border: none; padding: 0 6px; spacing: 4px; }
QToolBar:top { border-bottom: 1px solid @line@; }
QToolBar:bottom { border-top: 1px solid @line@; }
QToolBar::separator:horizontal { background: @line@; width: 1px; margin: 4px 6px; }
QToolBar::separator:vertical { background: @line@; height: 1px; margin: 6px 4px; }

QTabWidget::pane { border: none; border-top: 1px solid @line@; top: -1px; }
QTabBar { background: @window@; border: none; font-weight: normal; }
QTabBar::tab { background: @window@; color: @dim@; padding: 0 14px; min-height: 28px; border: none;
    border-right: 1px solid @line@; border-top: 2px solid @window@; border-bottom: 1px solid @line@; }
QTabBar::tab:hover { color: @text@; }
QTabBar::tab:selected { background: @pane@; color: @text@; border-top: 2px solid @accent@; border-bottom: 1px solid @pane@; }
QTabBar::tab:bottom { border-top: 1px solid @line@; border-bottom: 2px solid @window@; }
QTabBar::tab:bottom:selected { border-top: 1px solid @pane@; border-bottom: 2px solid @accent@; }
QTabBar::tab:disabled { color: @disabled@; }

QHeaderView { background: @window@; border: none; }
QHeaderView::section { background: @window@; color: @dim@; font-weight: bold; border: none; padding: 0 8px;
    border-bottom: 1px solid @line@; min-height: @headerHeight@px; }
QHeaderView::section:vertical { font-weight: normal; border-right: 1px solid @line@; padding: 0 6px; min-height: 0; }
QTableCornerButton::section { background: @window@; border: none; border-bottom: 1px solid @line@;
    border-right: 1px solid @line@; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: @scroll@; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @scrollHover@; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QAbstractScrollArea::corner { background: @pane@; border: none; }

QLabel[dim="true"] { color: @dim@; }
QStatusBar { background: @pane@; color: @dim@; border-top: 1px solid @line@; font-size: @small@pt; }
QStatusBar::item { border: none; }
QStatusBar QLabel, QStatusBar QToolButton { color: @dim@; font-size: @small@pt; padding: 0 4px; }

QAbstractSpinBox { min-height: @inputHeight@px; }

QToolTip { background: @pane@; color: @text@; border: 1px solid @line@; padding: 4px 6px; font-size: @small@pt; }
)"_s;
    return text;
}

QHash<QString, QString> sheetWords(const Theme &theme)
{
    const Tokens &tokens = theme.tokens();
    return {
        {u"window"_s, tokens.window.name()},
        {u"pane"_s, tokens.pane.name()},
        {u"line"_s, tokens.line.name()},
        {u"text"_s, tokens.text.name()},
        {u"dim"_s, tokens.dim.name()},
        {u"accent"_s, tokens.accent.name()},
        {u"accentSoft"_s, tokens.accentSoft.name()},
        {u"disabled"_s, disabledColour(tokens).name()},
        {u"scroll"_s, mixed(tokens.dim, tokens.pane, 0.4).name()},
        {u"scrollHover"_s, mixed(tokens.dim, tokens.pane, 0.75).name()},
        {u"small"_s, QString::number(theme.smallFont().pointSizeF(), 'f', 2)},
        {u"menuPadding"_s,
         QString::number(qMax(2, (kMenuBarHeight - 3 - QFontMetrics(theme.baseFont()).height()) / 2))},
        {u"inputHeight"_s, QString::number(qMax(22, QFontMetrics(theme.baseFont()).height() + 2))},
        {u"headerHeight"_s, QString::number(theme.rowHeight() - 1)},
    };
}

} // namespace

QString styleSheetOf(const Theme &theme)
{
    static const QRegularExpression placeholder(u"@(\\w+)@"_s);
    const QHash<QString, QString> words = sheetWords(theme);
    const QString &source = sheetTemplate();
    QString sheet;
    qsizetype end = 0;
    for (QRegularExpressionMatchIterator it = placeholder.globalMatch(source); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        Q_ASSERT(words.contains(match.captured(1)));
        sheet += source.mid(end, match.capturedStart() - end) + words.value(match.captured(1));
        end = match.capturedEnd();
    }
    return sheet + source.mid(end);
}

} // namespace relata::ui
