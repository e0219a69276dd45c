#pragma once

#include "core/base/pendingedits.h"
#include "core/schema/schema.h"

#include <QDialog>

namespace relata::ui {

/// Everything that waits for Save, one line a row and cell: what it was and what it shall be.
class ReviewDialog : public QDialog
{
    Q_OBJECT

public:
    ReviewDialog(const base::PendingEdits &edits, const schema::Schema &schema, QWidget *parent = nullptr);
};

} // namespace relata::ui
