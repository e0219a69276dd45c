#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace relata::ui {

class Settings;
class Theme;

/// What a window without anything shows: one sentence, what to do, the recent files, and the file that is
/// being opened or could not be.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    StartPage(const Theme &theme, Settings &settings, QWidget *parent = nullptr);

    /// Says something of the file that is being opened; "" for nothing.
    void say(const QString &words);
    /// Says why a file could not be opened, with a button that tries it again.
    void offerAgain(const QString &words);

signals:
    void openRequested();
    void drawRequested();
    void sampleRequested();
    void lessonsRequested();
    void fileRequested(const QString &file);
    /// The file that could not be opened shall be tried again.
    void againRequested();

private:
    void fillRecent();

    Settings &m_settings;
    QLabel *m_words;
    QPushButton *m_again;
    QVBoxLayout *m_recent;
};

} // namespace relata::ui
