#pragma once

#include <QHeaderView>

namespace relata::ui {

/// A header whose long texts end in "…": a styled QHeaderView breaks them at blanks and hides the second
/// line.
class ElidingHeader : public QHeaderView
{
    Q_OBJECT

public:
    using QHeaderView::QHeaderView;

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int section) const override;
};

} // namespace relata::ui
