#pragma once

#include "core/async/doors.h"
#include "core/schema/schema.h"

#include <QDialog>

namespace relata::ui {

class ForecastView;
class Theme;

/// Everything that waits for Save, and what Save will do with it. Escape ends a forecast that takes long,
/// then the dialog.
class ReviewDialog : public QDialog
{
    Q_OBJECT

public:
    /// @param cause of the statements by which the forecast is found out
    ReviewDialog(async::Records &records, const schema::Schema &schema, const base::Cause &cause,
                 const Theme &theme, QWidget *parent = nullptr);

    void reject() override;

signals:
    void saveRequested();
    /// A person wants to see this row, and the dialog has closed for it.
    void rowWanted(const relata::base::RecordKey &key);

private:
    ForecastView *m_forecast;
};

} // namespace relata::ui
