#pragma once

#include "core/mapping/diagnostic.h"

#include <QSortFilterProxyModel>

namespace relata::ui {

/// Lets through the findings of the grades that are on and that contain a text; a folded row stays while
/// anything below it does. GUI thread.
class FindingsFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit FindingsFilter(QObject *parent = nullptr);

    bool isOn(mapping::Grade grade) const { return m_on[size_t(grade)]; }
    void setOn(mapping::Grade grade, bool on);
    void setText(const QString &text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    bool m_on[3] = {true, true, true};
    QString m_text;
};

} // namespace relata::ui
