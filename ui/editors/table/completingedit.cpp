#include "ui/editors/table/completingedit.h"

#include "ui/theme/theme.h"

#include <QCompleter>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kNoteRole = Qt::UserRole;
constexpr int kNoteGap = 16;
constexpr int kOfferPadding = 8;

/// A text with its note dim at the right.
class OfferDelegate : public QStyledItemDelegate
{
public:
    OfferDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &tokens = m_theme.tokens();
        painter->save();
        const bool isChosen = option.state & (QStyle::State_Selected | QStyle::State_MouseOver);
        painter->fillRect(option.rect, isChosen ? tokens.accentSoft : tokens.pane);
        const QRect cell = option.rect.adjusted(kOfferPadding, 0, -kOfferPadding, 0);
        painter->setFont(m_theme.monospaceFont());
        painter->setPen(tokens.text);
        painter->drawText(cell, Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
        painter->setFont(m_theme.smallFont());
        painter->setPen(tokens.dim);
        painter->drawText(cell, Qt::AlignRight | Qt::AlignVCenter, index.data(kNoteRole).toString());
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const int text = QFontMetrics(m_theme.monospaceFont()).horizontalAdvance(index.data().toString());
        const int note =
            QFontMetrics(m_theme.smallFont()).horizontalAdvance(index.data(kNoteRole).toString());
        return {text + note + kNoteGap + 2 * kOfferPadding, m_theme.rowHeight()};
    }

private:
    const Theme &m_theme;
};

bool endsTheLine(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter || event.key() == Qt::Key_Tab ||
           event.key() == Qt::Key_Backtab;
}

} // namespace

CompletingEdit::CompletingEdit(const QList<Completion> &completions, const Theme &theme, QWidget *parent)
    : QLineEdit(parent)
{
    setFrame(false);
    setProperty("cellEditor", true);
    if (completions.isEmpty())
        return;
    auto *offers = new QCompleter(this);
    auto *model = new QStandardItemModel(offers);
    for (const Completion &each : completions) {
        auto *item = new QStandardItem(each.text);
        item->setData(each.note, kNoteRole);
        model->appendRow(item);
    }
    offers->setModel(model);
    offers->setCaseSensitivity(Qt::CaseInsensitive);
    offers->setFilterMode(Qt::MatchContains);
    auto *list = new QListView;
    list->setObjectName(u"cellOffers"_s);
    list->setMouseTracking(true);
    offers->setPopup(list); // Takes it over.
    list->setItemDelegate(new OfferDelegate(theme, list));
    int width = 0;
    for (int row = 0; row < model->rowCount(); ++row)
        width = std::max(width, list->itemDelegate()->sizeHint({}, model->index(row, 0)).width());
    list->setMinimumWidth(width + 24);
    setCompleter(offers);
}

QStringList CompletingEdit::offered() const
{
    QStringList texts;
    if (!completer() || !completer()->popup()->isVisible())
        return texts;
    const QAbstractItemModel *found = completer()->completionModel();
    for (int row = 0; row < found->rowCount(); ++row)
        texts += found->index(row, 0).data().toString();
    return texts;
}

/// While the list is open its completer hands keys to the line past all filters: what ends the line is sent
/// again, for the delegate.
bool CompletingEdit::event(QEvent *event)
{
    const auto *key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent *>(event) : nullptr;
    if (!key || !endsTheLine(*key) || !completer() || !completer()->popup()->isVisible())
        return QLineEdit::event(event);
    const QModelIndex chosen = completer()->popup()->currentIndex();
    if (chosen.isValid()) {
        setText(chosen.data().toString());
        setModified(true);
    }
    completer()->popup()->hide();
    QKeyEvent again(key->type(), key->key(), key->modifiers(), key->text());
    QCoreApplication::sendEvent(this, &again);
    event->accept();
    return true;
}

void CompletingEdit::keyPressEvent(QKeyEvent *event)
{
    const bool isDown = event->key() == Qt::Key_Down && event->modifiers() == Qt::NoModifier;
    if (isDown && completer() && !completer()->popup()->isVisible()) {
        completer()->setCompletionPrefix({});
        completer()->complete();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace relata::ui
