#pragma once

#include "ui/browser/showntext.h"

#include <QList>

#include <optional>

namespace relata::ui {

/// A text while it is edited. What a person changes is applied to the original bytes as a difference, so that
/// whatever was not touched stays as it was; with a history of its own, since the editor's would bring back
/// what it shows and not what stood there. A value.
class EditedText
{
public:
    /// What the editor has to do to show a step back or forth.
    struct Step
    {
        qsizetype position = 0;
        qsizetype removed = 0; ///< characters
        QString inserted;
    };

    explicit EditedText(const QByteArray &original = {});

    const ShownText &now() const { return m_now; }
    QByteArray bytes() const { return m_now.bytes(); }
    bool isChanged() const { return m_now.bytes() != m_original; }

    /// The editor shows this now, after one edit of which it tells where it was and how much it removed.
    void take(const QString &shown, const Step &told);
    /// Puts a text with line ends of its own in place of some characters.
    Step replace(qsizetype position, qsizetype length, const ShownText &by);
    bool canUndo() const { return m_done > 0; }
    bool canRedo() const { return m_done < m_history.size(); }
    std::optional<Step> undo();
    std::optional<Step> redo();

private:
    struct Edit
    {
        qsizetype position = 0;
        ShownText before;
        ShownText after;
    };

    void carryOut(const Edit &edit);
    bool joins(const Edit &edit) const;

    QByteArray m_original;
    QByteArray m_lineEnd; ///< of the first line; what Enter stands for
    ShownText m_now;
    QList<Edit> m_history;
    qsizetype m_done = 0; ///< so many edits of the history are in m_now
};

} // namespace relata::ui
