#include "editedtext.h"

#include <algorithm>

namespace relata::ui {

namespace {

QByteArray firstLineEnd(const QByteArray &text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '\n')
            return "\n";
        if (text[i] == '\r')
            return i + 1 < text.size() && text[i + 1] == '\n' ? "\r\n" : "\r";
    }
    return "\n";
}

qsizetype commonStart(QStringView a, QStringView b)
{
    const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    qsizetype common = end - a.begin();
    if (common > 0 && a[common - 1].isHighSurrogate())
        --common; // No half of a character.
    return common;
}

qsizetype commonEnd(QStringView a, QStringView b)
{
    const qsizetype most = std::min(a.size(), b.size());
    qsizetype common = 0;
    while (common < most && a[a.size() - 1 - common] == b[b.size() - 1 - common])
        ++common;
    if (common > 0 && a[a.size() - common].isLowSurrogate())
        --common;
    return common;
}

} // namespace

EditedText::EditedText(const QByteArray &original)
    : m_original(original), m_lineEnd(firstLineEnd(original)), m_now(ShownText::of(original))
{
}

/// What the document tells is taken at its word where it fits: characters that look the same may stand for
/// other bytes, so that comparing alone does not tell which of them were touched.
void EditedText::take(const QString &shown, const Step &told)
{
    const QStringView before = m_now.shown();
    const QStringView after = shown;
    const qsizetype added = after.size() - before.size() + told.removed;
    const bool fits = told.removed <= before.size() - told.position && added >= 0 &&
                      before.first(told.position) == after.first(told.position) &&
                      before.sliced(told.position + told.removed) == after.sliced(told.position + added);
    const qsizetype start = fits ? told.position : commonStart(before, after);
    const qsizetype end =
        fits ? after.size() - told.position - added : commonEnd(before.sliced(start), after.sliced(start));
    const qsizetype removed = before.size() - start - end;
    const QStringView typed = after.sliced(start, after.size() - start - end);
    if (removed > 0 || !typed.isEmpty())
        carryOut({start, m_now.mid(start, removed), ShownText::typed(typed, m_lineEnd)});
}

EditedText::Step EditedText::replace(qsizetype position, qsizetype length, const ShownText &by)
{
    carryOut({position, m_now.mid(position, length), by});
    return {position, length, by.shown()};
}

void EditedText::carryOut(const Edit &edit)
{
    m_now.replace(edit.position, edit.before.size(), edit.after);
    const bool joinsLast = joins(edit);
    m_history.resize(m_done);
    if (joinsLast) {
        ShownText &typed = m_history.last().after;
        typed.replace(typed.size(), 0, edit.after);
        return;
    }
    m_history += edit;
    ++m_done;
}

/// Letters typed one after the other are one step, up to the next blank or line.
bool EditedText::joins(const Edit &edit) const
{
    if (m_done == 0 || m_done < m_history.size() || edit.before.size() > 0 || edit.after.size() != 1)
        return false;
    const Edit &last = m_history.last();
    return last.after.size() > 0 && last.position + last.after.size() == edit.position &&
           !edit.after.shown().front().isSpace();
}

std::optional<EditedText::Step> EditedText::undo()
{
    if (!canUndo())
        return std::nullopt;
    const Edit &edit = m_history[--m_done];
    m_now.replace(edit.position, edit.after.size(), edit.before);
    return Step{edit.position, edit.after.size(), edit.before.shown()};
}

std::optional<EditedText::Step> EditedText::redo()
{
    if (!canRedo())
        return std::nullopt;
    const Edit &edit = m_history[m_done++];
    m_now.replace(edit.position, edit.before.size(), edit.after);
    return Step{edit.position, edit.before.size(), edit.after.shown()};
}

} // namespace relata::ui
