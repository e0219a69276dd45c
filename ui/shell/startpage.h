#pragma once

#include <QWidget>

class QVBoxLayout;

namespace relata::ui {

class Settings;
class Theme;

/// What a window without anything shows: one sentence, what to do, the recent files.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    StartPage(const Theme &theme, Settings &settings, QWidget *parent = nullptr);

signals:
    void openRequested();
    void drawRequested();
    void sampleRequested();
    void fileRequested(const QString &file);

private:
    void fillRecent();

    Settings &m_settings;
    QVBoxLayout *m_recent;
};

} // namespace relata::ui
