#pragma once

#include "core/insight/loadpredictor.h"

#include <QHash>
#include <QObject>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace relata::ui {

class LinkEdits;
class LinkForm;

/// The rows that compare the two sides of a relationship: their names, how they load and at what price, and
/// whether they write. Belongs to the form.
class SideFields : public QObject
{
    Q_OBJECT

public:
    SideFields(LinkForm &form, LinkEdits &edits, insight::LoadPredictor &predictor);
    ~SideFields() override;

private:
    void findPrices(insight::LoadPredictor &predictor);
    QLineEdit *makeName(mapping::KeyEnd end);
    QComboBox *makeLazy(mapping::KeyEnd end);
    QLabel *makePrice(mapping::KeyEnd end);
    QCheckBox *makeViewonly(mapping::KeyEnd end);
    void setViewonly(mapping::KeyEnd end, bool isOn);

    LinkForm &m_form;
    LinkEdits &m_edits;
    QHash<int, QLabel *> m_prices; ///< by the side's number
    QFuture<QList<QList<insight::LoadCost>>> m_costs;
};

} // namespace relata::ui
