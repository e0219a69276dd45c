#include "ui/editors/link/cascadeboxes.h"

#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>

namespace relata::ui {

using namespace Qt::StringLiterals;
using mapping::Cascade;
using mapping::Cascades;

namespace {

struct Choice
{
    Cascade cascade;
    const char *words;
    const char *meaning;
    bool isWide = false; ///< takes both columns
};
constexpr Choice kChoices[] = {
    {Cascade::SaveUpdate, QT_TRANSLATE_NOOP("relata::ui::CascadeBoxes", "saved"),
     QT_TRANSLATE_NOOP("relata::ui::CascadeBoxes",
                       "Children come into the session with their parent, and are saved with it.")},
    {Cascade::Merge, QT_TRANSLATE_NOOP("relata::ui::CascadeBoxes", "merged"),
     QT_TRANSLATE_NOOP("relata::ui::CascadeBoxes", "Merging a parent merges its children.")},
    {Cascade::Delete, QT_TRANSLATE_NOOP("relata::ui::CascadeBoxes", "deleted"),
     QT_TRANSLATE_NOOP("relata::ui::CascadeBoxes", "Deleting a parent deletes its children.")},
    {Cascade::Expunge, QT_TRANSLATE_NOOP("relata::ui::CascadeBoxes", "let go"),
     QT_TRANSLATE_NOOP("relata::ui::CascadeBoxes",
                       "A parent that leaves the session takes its children along.")},
    {Cascade::RefreshExpire, QT_TRANSLATE_NOOP("relata::ui::CascadeBoxes", "read again"),
     QT_TRANSLATE_NOOP("relata::ui::CascadeBoxes", "Reading a parent again reads its children again."), true},
    {Cascade::DeleteOrphan,
     QT_TRANSLATE_NOOP("relata::ui::CascadeBoxes", "One taken off the list is deleted"),
     QT_TRANSLATE_NOOP("relata::ui::CascadeBoxes", "A child that is taken off its parent’s list is deleted."),
     true},
};

} // namespace

CascadeBoxes::CascadeBoxes(Cascades cascades, const Theme &theme, QWidget *parent) : QWidget(parent)
{
    setObjectName(u"cascades"_s);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    int place = 0;
    for (const Choice &each : kChoices) {
        const QString token = mapping::cascadeWords(each.cascade).join(u""_s);
        const QString meaning = token + u": "_s + tr(each.meaning);
        auto *box = new QCheckBox(tr(each.words), this);
        box->setObjectName(token);
        box->setChecked(cascades.testFlag(each.cascade));
        box->setToolTip(meaning);
        box->setAccessibleDescription(meaning);
        auto *word = new QLabel(token, this);
        word->setFont(theme.tinyFont());
        word->setProperty("dim", true);
        auto *line = new QHBoxLayout;
        line->setSpacing(4);
        line->addWidget(box, 1);
        line->addWidget(word, 0, Qt::AlignRight | Qt::AlignVCenter);
        grid->addLayout(line, place / 2, place % 2, 1, each.isWide ? 2 : 1);
        place += each.isWide ? 2 : 1;
        m_boxes.insert(each.cascade, box);
        connect(box, &QCheckBox::clicked, this,
                [this, cascade = each.cascade](bool isOn) { take(cascade, isOn); });
    }
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
}

Cascades CascadeBoxes::cascades() const
{
    Cascades ticked;
    for (auto box = m_boxes.cbegin(); box != m_boxes.cend(); ++box)
        ticked.setFlag(box.key(), box.value()->isChecked());
    return ticked;
}

void CascadeBoxes::take(Cascade which, bool isOn)
{
    if (which == Cascade::DeleteOrphan && isOn)
        m_boxes.value(Cascade::Delete)->setChecked(true);
    if (which == Cascade::Delete && !isOn)
        m_boxes.value(Cascade::DeleteOrphan)->setChecked(false);
    emit changed(cascades());
}

} // namespace relata::ui
