#pragma once

#include <QStringList>
#include <QWidget>

namespace relata::ui {

/// Where the shown rows are: "category › Announcements › posts", the last part bold. A click on another part
/// leads there. Where it is too narrow the first parts give way.
class TrailLabel : public QWidget
{
    Q_OBJECT

public:
    explicit TrailLabel(QWidget *parent = nullptr);
    void setParts(const QStringList &parts);
    const QStringList &parts() const { return m_parts; }
    QSize sizeHint() const override;

signals:
    void partClicked(int part);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    int room() const;
    int partAt(int x) const;
    void point(int part);

    QStringList m_parts;
    int m_pointed = -1; ///< the part under the mouse; below 0: none that leads anywhere
};

} // namespace relata::ui
