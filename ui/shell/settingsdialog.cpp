#include "settingsdialog.h"

#include "ui/shell/settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QSpinBox>

namespace relata::ui {

SettingsDialog::SettingsDialog(Settings &settings, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("settingsDialog"));
    setWindowTitle(tr("Settings"));
    auto *theme = new QComboBox(this);
    theme->addItems({tr("As the system"), tr("Light"), tr("Dark")});
    theme->setCurrentIndex(int(settings.theme()));
    auto *font = new QSpinBox(this);
    font->setRange(0, 24);
    font->setSpecialValueText(tr("as the system"));
    font->setSuffix(tr(" pt"));
    font->setValue(settings.fontSize());
    auto *confirm = new QCheckBox(tr("Ask before discarding changes"), this);
    confirm->setChecked(settings.confirms());
    auto *display = new QCheckBox(tr("Run statements for titles and counts"), this);
    display->setToolTip(
        tr("Off: the tree and the grid show only what was loaded; the log holds nothing but your clicks."));
    display->setChecked(settings.displaySql());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(16, 16, 16, 16);
    form->setSpacing(12);
    form->addRow(tr("Theme"), theme);
    form->addRow(tr("Font size"), font);
    form->addRow(QString(), confirm);
    form->addRow(QString(), display);
    form->addRow(buttons);
    connect(theme, &QComboBox::currentIndexChanged, &settings,
            [&settings](int index) { settings.setTheme(static_cast<Theme::Choice>(index)); });
    connect(font, &QSpinBox::valueChanged, &settings,
            [&settings](int points) { settings.setFontSize(points < 6 ? 0 : points); });
    connect(confirm, &QCheckBox::toggled, &settings, &Settings::setConfirms);
    connect(display, &QCheckBox::toggled, &settings, &Settings::setDisplaySql);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace relata::ui
