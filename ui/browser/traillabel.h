#pragma once

#include <QStringList>
#include <QWidget>

namespace relata::ui {

/// Where the shown rows are: "category › Announcements › posts", the last part bold. Where it is too narrow
/// the first parts give way.
class TrailLabel : public QWidget
{
    Q_OBJECT

public:
    explicit TrailLabel(QWidget *parent = nullptr);
    void setParts(const QStringList &parts);
    const QStringList &parts() const { return m_parts; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList m_parts;
};

} // namespace relata::ui
