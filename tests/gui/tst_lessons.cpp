#include "tests/gui/browsingwindow.h"
#include "ui/shell/actions.h"
#include "ui/shell/lessonwindow.h"
#include "ui/shell/modelcodepanel.h"

#include <QLabel>
#include <QPointer>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

struct StartedWindow
{
    StartedWindow() : window(theme, settings)
    {
        window.resize(1280, 800);
        window.show();
        (void)QTest::qWaitForWindowExposed(&window);
    }

    QPushButton &offer() { return *window.findChild<QPushButton *>(u"startLearn"_s); }

    ui::LessonWindow &learn()
    {
        window.actions()[u"learn"_s]->trigger();
        ui::LessonWindow &lessons = *window.findChild<ui::LessonWindow *>();
        (void)QTest::qWaitForWindowExposed(&lessons);
        return lessons;
    }

    ui::Theme theme;
    ui::Settings settings;
    ui::MainWindow window;
};

QString words(const ui::LessonWindow &lessons, const QString &label)
{
    return lessons.findChild<QLabel *>(label)->text();
}

void click(const ui::LessonWindow &lessons, const QString &button)
{
    QTest::mouseClick(lessons.findChild<QPushButton *>(button), Qt::LeftButton);
    QCoreApplication::processEvents();
}

QString code(const ui::LessonWindow &lessons)
{
    return lessons.findChild<ui::ModelCodePanel *>()->text();
}

} // namespace

/// Help > Learn relationships: five steps on a drawing of their own.
class LessonsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { tests::useSettingsOf(u"lessons"_s); }

    void theStartPageOffersThemUntilTheyWereOpened()
    {
        StartedWindow on;
        QVERIFY(on.offer().isVisible());
        QTest::mouseClick(&on.offer(), Qt::LeftButton);
        QVERIFY(on.window.findChild<ui::LessonWindow *>());
        QVERIFY(!on.offer().isVisible());
        const StartedWindow again;
        QVERIFY(!again.window.findChild<QPushButton *>(u"startLearn"_s)->isVisible());
    }

    void keysTurnTheStepsAndEscapeCloses()
    {
        StartedWindow on;
        QPointer<ui::LessonWindow> lessons = &on.learn();
        for (int step = 1; step < 5; ++step) {
            QTest::keyClick(lessons, Qt::Key_PageDown);
            QCOMPARE(lessons->step(), step);
        }
        QTest::keyClick(lessons, Qt::Key_PageUp);
        QCOMPARE(lessons->step(), 3);
        QTest::keyClick(lessons, Qt::Key_Escape);
        QTRY_VERIFY(!lessons);
        QVERIFY(on.window.isVisible());
    }

    void eachMistakeIsMadeFoundAndMended_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("gone"); ///< from the code while the mistake is there
        QTest::newRow("no foreign key") << 1 << u"NoForeignKeysError"_s << u"db.ForeignKey('user.id')"_s;
        QTest::newRow("wrong table") << 2 << u"missing-table"_s << u"db.ForeignKey('user.id')"_s;
        QTest::newRow("one side") << 3 << u"one-sided"_s << u"backref="_s;
    }
    void eachMistakeIsMadeFoundAndMended()
    {
        QFETCH(int, step);
        QFETCH(QString, kind);
        QFETCH(QString, gone);
        StartedWindow on;
        const ui::LessonWindow &lessons = on.learn();
        for (int i = 0; i < step; ++i)
            click(lessons, u"lessonNext"_s);
        QCOMPARE(lessons.step(), step);
        QVERIFY(lessons.document().findings().isEmpty());
        QVERIFY2(code(lessons).contains(gone), qPrintable(code(lessons)));
        click(lessons, u"lessonTry"_s);
        QVERIFY(!lessons.document().findings().isEmpty());
        QCOMPARE(lessons.document().findings().first().kind, kind);
        QVERIFY(
            words(lessons, u"lessonFinding"_s).startsWith(lessons.document().findings().first().sentence));
        QVERIFY2(!code(lessons).contains(gone), qPrintable(code(lessons)));
        click(lessons, u"lessonTry"_s); // Mend it.
        QVERIFY2(lessons.document().findings().isEmpty(), qPrintable(words(lessons, u"lessonFinding"_s)));
        click(lessons, u"lessonTry"_s); // Take it back.
        QVERIFY2(code(lessons).contains(gone), qPrintable(code(lessons)));
        QVERIFY(on.window.isEmpty());
        QVERIFY(on.window.document().schema().tables.isEmpty());
    }

    void theWorkingLinkHasNoFindingAndFollowsItsName()
    {
        StartedWindow on;
        const ui::LessonWindow &lessons = on.learn();
        QVERIFY2(code(lessons).contains(u"posts = db.relationship('Post', backref='user')"_s),
                 qPrintable(code(lessons)));
        QVERIFY(lessons.document().findings().isEmpty());
        click(lessons, u"lessonTry"_s);
        QVERIFY2(code(lessons).contains(u"articles = db.relationship("_s), qPrintable(code(lessons)));
        QVERIFY(lessons.document().findings().isEmpty());
    }

    void aFloodIsPricedAndSelectinAvoidsIt()
    {
        StartedWindow on;
        const ui::LessonWindow &lessons = on.learn();
        for (int i = 0; i < 4; ++i)
            click(lessons, u"lessonNext"_s);
        QVERIFY2(words(lessons, u"lessonFinding"_s).contains(u"101 SELECTs"_s),
                 qPrintable(words(lessons, u"lessonFinding"_s)));
        click(lessons, u"lessonTry"_s);
        QVERIFY2(words(lessons, u"lessonFinding"_s).contains(u"2 SELECTs"_s),
                 qPrintable(words(lessons, u"lessonFinding"_s)));
        QVERIFY(code(lessons).contains(u"lazy='selectin'"_s));
    }
};

QTEST_MAIN(LessonsTest)
#include "tst_lessons.moc"
