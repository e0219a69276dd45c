#pragma once

#include "core/base/result.h"

#include <QFrame>

#include <functional>

class QLabel;
class QLineEdit;

namespace relata::ui {

class CardStyle;

/// The field in which the name at a link is typed. Enter keeps it, or says below the field why it cannot be
/// had, Escape leaves it as it was. Lies over the viewport of the diagram; deletes itself when it closes.
class NameEditor : public QFrame
{
    Q_OBJECT

public:
    /// Carries out what was typed; where it refuses, the editor says why and stays.
    using Commit = std::function<base::Done(const QString &)>;

    /// @param whose what is said below the field while nothing is refused
    NameEditor(const CardStyle &style, const QString &name, const QString &whose, Commit commit,
               QWidget *parent);

    /// The person went elsewhere: keeps the name where it can be kept.
    void leave();
    bool isClosed() const { return m_isClosed; }

signals:
    void closed();
    /// It has another size.
    void resized();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void commit();
    void close();
    void say(const QString &text, bool isRefusal);

    const CardStyle &m_style;
    const QString m_whose;
    Commit m_commit;
    QLineEdit *m_field;
    QLabel *m_message;
    bool m_isClosed = false;
};

} // namespace relata::ui
