#pragma once

#include <QWidget>

namespace relata::ui {

struct Tokens;

/// The dots at the left of a column's line, by which the mouse takes hold of it. Says where the mouse drags
/// it; what moves is up to who made it.
class LineGrip : public QWidget
{
    Q_OBJECT

public:
    /// The tokens outlive the grip.
    LineGrip(const Tokens &tokens, QWidget *parent);

    QSize sizeHint() const override;

signals:
    void taken();
    void dragged(QPoint globalPlace);
    void dropped();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    const Tokens &m_tokens;
};

} // namespace relata::ui
