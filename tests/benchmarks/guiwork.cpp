// How long the window's longest events take, in processor time of the GUI thread: what nobody must wait for.
// 50 ms is the aim.
#include "tests/gui/browsingwindow.h"
#include "tests/support/eventclock.h"
#include "tests/support/manytables.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/celltextarea.h"
#include "ui/diagram/diagramview.h"
#include "ui/diagram/items/tableitem.h"
#include "ui/theme/longtext.h"
#include "ui/theme/messagebox.h"

#include <QTest>

#include <cstdio>
#include <functional>
#include <memory>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::EventClock;
using tests::ScratchDatabase;

namespace {

EventClock *theClock = nullptr;

void check(const char *what)
{
    const EventClock::Taken longest = theClock->longest();
    theClock->start();
    std::printf("%-40s %7.1f ms  %s\n", what, longest.milliseconds, qPrintable(longest.what));
    std::fflush(stdout);
}

/// Lets the events come until something holds, and for a moment after that.
void waitFor(const std::function<bool()> &condition)
{
    if (!QTest::qWaitFor(condition, 300000))
        qFatal("it never came");
    QTest::qWait(300);
}

void run(std::function<void()> act)
{
    QMetaObject::invokeMethod(qApp, std::move(act), Qt::QueuedConnection);
    QTest::qWait(300);
}

void takeThousandTables()
{
    const ScratchDatabase file(tests::manyTables(1000));
    ui::Theme theme;
    ui::Settings settings;
    QObject::connect(&settings, &ui::Settings::changed, &theme, [&] { theme.setChoice(settings.theme()); });
    ui::MainWindow window(theme, settings);
    ui::DiagramView &view = window.diagram();
    ui::DiagramArranger &arranger = view.diagram()->arranger();
    window.resize(1280, 800);
    window.show();
    QTest::qWait(300);
    theClock->start();
    window.open({file.file(), base::ConnectionSettings::Mode::ReadWrite, 500});
    waitFor([&] { return window.workspace() != nullptr; });
    check("opened");
    waitFor([&] { return arranger.isSettled(); });
    check("arranged");
    run([&] { view.setZoom(1); });
    check("zoomed in");
    QTest::keyClick(&view, Qt::Key_F);
    QTest::qWait(300);
    check("fitted");
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(&view, Qt::Key_Tab);
    QTest::qWait(300);
    check("walked");
    QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
    QTest::qWait(300);
    check("all selected");
    const ui::TableItem *card = view.diagram()->tableItems().at(500);
    const QPoint from = view.mapFromScene(card->card().center());
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, from);
    for (int i = 1; i <= 6; ++i)
        QTest::mouseMove(view.viewport(), from + QPoint(4 * i, 3 * i));
    QTest::qWait(300);
    check("all dragged");
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, from + QPoint(24, 18));
    waitFor([&] { return arranger.isSettled(); });
    check("all dropped");
    QTest::keyClick(&view, Qt::Key_Escape);
    run([&] { settings.setTheme(ui::Theme::Choice::Dark); });
    waitFor([&] { return arranger.isSettled(); });
    check("dark");
    run([&] { view.arrange(); });
    check("arranging");
    QTest::keyClick(&view, Qt::Key_Escape);
    QTest::qWait(300);
    check("given up");
    run([&] { window.actions()[u"undo"_s]->trigger(); });
    waitFor([&] { return arranger.isSettled(); });
    check("undone");
}

/// Of 100,000 lines.
QString longMessage()
{
    QString text = u"first line"_s;
    for (int line = 2; line <= 100'000; ++line)
        text += u"\nline %1 of a message that does not end"_s.arg(line);
    return text;
}

void tellLongMessages()
{
    const QString text = longMessage();
    ui::Theme theme;
    theClock->start();
    std::unique_ptr<ui::MessageBox> box;
    run([&] {
        const base::Error error{base::ErrorCode::StatementFailed, text, text, text};
        box = std::make_unique<ui::MessageBox>(u"Relata"_s, error);
        box->show();
    });
    check("error box of 300,000 lines");
    ui::LongText view;
    run([&] {
        view.setText(text);
        view.show();
    });
    check("a text of 100,000 lines");
}

void typeIntoLongLine()
{
    ui::CellTextArea area(QByteArray(1'000'000, 'x'), nullptr);
    area.resize(460, 190);
    run([&] { area.show(); });
    theClock->start();
    for (int i = 0; i < 9; ++i) {
        QTextCursor cursor = area.textCursor();
        cursor.setPosition(i * 100'000);
        area.setTextCursor(cursor);
        QTest::qWait(50);
        theClock->start();
        run([&] { QTest::keyClick(&area, 'k'); });
        check("a key in a line of 1,000,000 characters");
    }
}

} // namespace

int main(int argc, char **argv)
{
    EventClock application(argc, argv);
    theClock = &application;
    tests::useSettingsOf(u"guiwork"_s);
    tellLongMessages();
    typeIntoLongLine();
    takeThousandTables();
    return 0;
}
