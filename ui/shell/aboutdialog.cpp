#include "aboutdialog.h"

#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QIcon>
#include <QLabel>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;

AboutDialog::AboutDialog(const Theme &theme, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"aboutDialog"_s);
    setWindowTitle(tr("About Relata"));
    auto *icon = new QLabel(this);
    icon->setPixmap(QIcon(u":/icons/relata.svg"_s).pixmap(64, 64));
    auto *title = new QLabel(tr("Relata %1").arg(QString::fromLatin1(RELATA_VERSION)), this);
    title->setFont(theme.titleFont());
    auto *words = new QLabel(tr("Draws relational schemas and browses the data in them.\n\n"
                                "Relata is free software under the GNU General Public License, version 3 or "
                                "later. It comes without any warranty.\n\n"
                                "It is built with Qt %1 (LGPL-3.0), QCustomPlot (GPL-3.0-or-later), SQLite "
                                "(public domain) and tl::expected (CC0).")
                                 .arg(QString::fromLatin1(qVersion())),
                             this);
    words->setWordWrap(true);
    words->setMinimumWidth(420);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    for (QWidget *widget : std::initializer_list<QWidget *>{icon, title, words, buttons})
        layout->addWidget(widget);
}

} // namespace relata::ui
