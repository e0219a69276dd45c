#include "parentpicker.h"

#include "core/async/whendone.h"
#include "ui/theme/foreigntext.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QVBoxLayout>

namespace relata::ui {

ParentPicker::ParentPicker(Ask ask, FindNew findNew, KeyWords keyWords, bool nullable, QWidget *parent)
    : QFrame(parent, Qt::Popup),
      m_ask(std::move(ask)),
      m_findNew(std::move(findNew)),
      m_keyWords(std::move(keyWords)),
      m_isNullable(nullable),
      m_search(new QLineEdit(this)),
      m_list(new QListWidget(this)),
      m_hint(new QLabel(this))
{
    setObjectName(QStringLiteral("parentPicker"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(StyledPanel);
    m_search->setObjectName(QStringLiteral("parentSearch"));
    m_search->setPlaceholderText(tr("Find by title or key"));
    m_list->setObjectName(QStringLiteral("parentList"));
    m_list->setUniformItemSizes(true);
    m_hint->setProperty("dim", true);
    m_hint->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    layout->addWidget(m_hint);
    m_search->installEventFilter(this);
    m_delay.setSingleShot(true);
    m_delay.setInterval(120);
    connect(m_search, &QLineEdit::textEdited, this, [this] {
        m_isSearching = true; // What the list shows, or is asked for, is no answer to it.
        ++m_generation;
        m_acceptsFirst = false;
        m_delay.start();
    });
    connect(&m_delay, &QTimer::timeout, this, &ParentPicker::search);
    connect(m_list, &QListWidget::itemClicked, this, &ParentPicker::choose);
}

void ParentPicker::setCurrent(const QString &words)
{
    m_current = words;
}

void ParentPicker::openAt(const QRect &cell, const QString &wanted)
{
    m_search->setText(wanted);
    m_named = wanted;
    resize(qBound(280, cell.width(), 420), 300);
    QPoint place = cell.bottomLeft();
    const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
    if (place.y() + height() > screen.bottom())
        place.setY(cell.top() - height());
    place.setX(qBound(screen.left(), place.x(), screen.right() - width()));
    move(place);
    show();
    m_search->setFocus();
    search();
}

bool ParentPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up: {
        const int step = key->key() == Qt::Key_Down ? 1 : -1;
        m_list->setCurrentRow(qBound(0, m_list->currentRow() + step, m_list->count() - 1));
        return true;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
        accept();
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void ParentPicker::search()
{
    const quint64 generation = ++m_generation;
    m_isSearching = true;
    m_hint->setText(tr("Searching…"));
    async::whenDone(m_ask(m_search->text(), kLimit), this, [this, generation](const auto &found) {
        if (generation == m_generation)
            fill(found);
    });
}

void ParentPicker::fill(const base::Result<QList<base::NodeSummary>> &found)
{
    m_isSearching = false;
    m_showsCurrent = false;
    m_list->clear();
    m_found.clear();
    if (!found) {
        m_hint->setText(shortened(found.error().text(), 4, 200));
        return;
    }
    const bool isWhole = m_search->text().isEmpty();
    m_showsCurrent = isWhole && !m_current.isEmpty();
    if (m_showsCurrent)
        add({}, tr("%1   now").arg(m_current));
    const bool offersNull = m_isNullable && isWhole;
    if (offersNull)
        add({}, tr("NULL (no parent)"));
    for (const base::NodeSummary &summary : m_findNew(m_search->text()))
        add(summary, tr("%1   new").arg(summary.title));
    for (const base::NodeSummary &summary : *found)
        add(summary, summary.title + QStringLiteral("   ") + m_keyWords(summary));
    m_list->setCurrentRow(0);
    const bool isFull = found->size() >= kLimit;
    m_hint->setText(m_found.isEmpty() ? tr("Nothing found")
                                      : (isFull ? tr("The first %1; type to find others").arg(kLimit)
                                                : tr("Enter chooses, Escape closes")));
    const bool isNamed = !m_named.isEmpty() && m_named == m_search->text() && m_found.size() == 1 &&
                         m_found.first().title.compare(m_named, Qt::CaseInsensitive) == 0;
    if (m_acceptsFirst || isNamed)
        accept();
}

void ParentPicker::add(const base::NodeSummary &summary, const QString &text)
{
    m_list->addItem(inOneShortLine(text));
    m_found += summary;
}

void ParentPicker::accept()
{
    m_acceptsFirst = m_isSearching;
    if (!m_isSearching)
        choose();
}

void ParentPicker::choose()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_found.size())
        return;
    const base::NodeSummary summary = m_found[row];
    if (row == 0 && m_showsCurrent)
        return static_cast<void>(close());
    if (summary.key.isValid())
        emit chosen(summary.record);
    else
        emit nullChosen();
    close();
}

} // namespace relata::ui
