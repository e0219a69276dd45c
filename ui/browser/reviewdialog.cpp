#include "reviewdialog.h"

#include "ui/browser/forecastview.h"
#include "ui/browser/pendingtree.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace relata::ui {

ReviewDialog::ReviewDialog(async::Records &records, const schema::Schema &schema, const base::Cause &cause,
                           const Theme &theme, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Pending changes"));
    setObjectName(QStringLiteral("reviewDialog"));
    resize(760, 520);
    auto *tree = new PendingTree(records.pending(), schema, theme, this);
    m_forecast = new ForecastView(records, cause, theme, this);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *save = new QPushButton(tr("Save"), this);
    save->setObjectName(QStringLiteral("reviewSave"));
    save->setProperty("primary", true);
    buttons->addButton(save, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, [this] {
        accept();
        emit saveRequested();
    });
    connect(tree, &PendingTree::rowWanted, this, [this](const base::RecordKey &key) {
        m_forecast->stop();
        done(Rejected);
        emit rowWanted(key);
    });
    connect(tree, &PendingTree::rowRevertRequested, this,
            [&records](const base::RecordKey &key) { records.revert({key}); });
    connect(tree, &PendingTree::cellRevertRequested, this,
            [&records](const base::RecordKey &key, int column, const base::Value &before) {
                records.edit(key, column, before, before);
            });
    connect(&records, &async::Records::pendingChanged, this, [this, &records, tree] {
        if (records.pending().isEmpty())
            return done(Rejected); // Nothing is left to look at.
        tree->show(records.pending());
        m_forecast->askAgain();
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(12);
    layout->addWidget(m_forecast);
    layout->addWidget(tree, 1);
    layout->addWidget(buttons);
}

void ReviewDialog::reject()
{
    if (m_forecast->isShowingProgress())
        m_forecast->stop();
    else
        QDialog::reject();
}

} // namespace relata::ui
