#include "tests/gui/browsingwindow.h"
#include "tests/support/countedwaits.h"
#include "tests/support/otherprogram.h"
#include "tests/support/scratchdatabase.h"
#include "ui/diagram/diagramview.h"
#include "ui/shell/actions.h"
#include "ui/shell/messageline.h"

#include <QApplication>
#include <QMenu>
#include <QPointer>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::CountedWaits;
using tests::kBlog;
using tests::OtherProgram;
using tests::ScratchDatabase;
using tests::settle;

namespace {

/// Points at an action where a person sees it, and away again.
class Pointing
{
public:
    Pointing(BrowsingWindow &on, bool inMenu) : m_on(on), m_inMenu(inMenu)
    {
        QAction *action = on.window.actions()[inMenu ? u"open"_s : u"browse"_s];
        tip = action->statusTip();
        if (inMenu) {
            QTest::keyClick(&on.window, Qt::Key_F, Qt::AltModifier);
            m_menu = QApplication::activePopupWidget();
            auto *menu = qobject_cast<QMenu *>(m_menu);
            if (menu)
                QTest::mouseMove(menu, menu->actionGeometry(action).center());
        } else {
            for (const QToolBar *bar : on.window.findChildren<QToolBar *>()) {
                if (QWidget *button = bar->widgetForAction(action))
                    QTest::mouseMove(button);
            }
        }
    }
    ~Pointing()
    {
        if (m_menu)
            QTest::keyClick(m_menu, Qt::Key_Escape);
        QTest::keyClick(&m_on.window, Qt::Key_Escape); // The menu bar lets go, too.
        QTest::mouseMove(m_on.window.centralWidget());
    }

    QString tip;

private:
    BrowsingWindow &m_on;
    bool m_inMenu;
    QPointer<QWidget> m_menu;
};

} // namespace

/// The status bar while an action is pointed at.
class StatusTipsTest : public QObject
{
    Q_OBJECT

    static QString shown(const BrowsingWindow &on) { return on.window.statusBar()->currentMessage(); }
    static void say(const BrowsingWindow &on, const QString &words)
    {
        on.window.findChild<ui::MessageLine *>()->say(words);
    }
    static bool seesFacts(const BrowsingWindow &on)
    {
        return on.window.findChild<QWidget *>(u"facts"_s)->isVisible();
    }
    static QToolButton *button(const BrowsingWindow &on, const QString &name)
    {
        return on.window.findChild<QToolButton *>(name);
    }

private slots:
    void initTestCase() { tests::useSettingsOf(u"statustips"_s); }

    void theNextStepMakesOldNewsOfAnUndo()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        const auto add = [&on](const QString &name) {
            project::DesignDocument &document = on.window.document();
            schema::Column added;
            added.name = name;
            added.type = u"TEXT"_s;
            const base::TableId user = document.schema().table(u"user"_s)->id;
            return on.window.diagram().diagram()->edits().change(
                {name, {schema::AddColumn{user, -1, added}}});
        };
        QVERIFY(add(u"one"_s));
        on.window.actions()[u"undo"_s]->trigger();
        QCOMPARE(on.window.statusBar()->currentMessage(), u"Taken back: one."_s);
        QVERIFY(add(u"two"_s));
        QVERIFY2(!on.window.statusBar()->currentMessage().contains(u"Taken back"_s),
                 qPrintable(on.window.statusBar()->currentMessage()));
    }
    void cleanup() { CountedWaits::clear(); }

    void aTipTakesThePlaceOfTheFacts_data()
    {
        QTest::addColumn<bool>("inMenu");
        QTest::newRow("menu") << true;
        QTest::newRow("tool bar") << false;
    }
    void aTipTakesThePlaceOfTheFacts()
    {
        QFETCH(bool, inMenu);
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        QTRY_VERIFY(seesFacts(on));
        {
            const Pointing at(on, inMenu);
            QTRY_COMPARE(shown(on), at.tip);
            QVERIFY(!seesFacts(on));
        }
        QTRY_COMPARE(shown(on), QString());
        QVERIFY(seesFacts(on));
    }

    void aMessageAndItsButtonComeBackAfterATip_data() { aTipTakesThePlaceOfTheFacts_data(); }
    void aMessageAndItsButtonComeBackAfterATip()
    {
        QFETCH(bool, inMenu);
        const CountedWaits waits;
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        ui::BrowserPage &page = on.browse(u"post"_s);
        OtherProgram other(file.file(), "BEGIN EXCLUSIVE; SELECT 'locked';");
        QTest::keyClick(&page.grid(), Qt::Key_F5);
        settle(*on.window.workspace());
        const QString message = shown(on);
        QVERIFY2(message.startsWith(u"Not read again."_s), qPrintable(message));
        QVERIFY(button(on, u"messageAction"_s)->isVisible());
        {
            const Pointing at(on, inMenu);
            QTRY_COMPARE(shown(on), at.tip);
            QVERIFY(!button(on, u"messageAction"_s)->isVisible());
            QVERIFY(!seesFacts(on));
        }
        QTRY_COMPARE(shown(on), message);
        QVERIFY(!seesFacts(on));
        QVERIFY(button(on, u"messageAction"_s)->isVisible());
        other.letGo();
        QTest::mouseClick(button(on, u"messageAction"_s), Qt::LeftButton);
        settle(*on.window.workspace());
        QCOMPARE(shown(on), QString());
        QVERIFY(seesFacts(on));
    }

    void theButtonOfALongMessageComesBackToo()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        say(on, QString(1'000, u'x'));
        QVERIFY(button(on, u"wholeMessage"_s)->isVisible());
        {
            const Pointing at(on, true);
            QTRY_COMPARE(shown(on), at.tip);
            QVERIFY(!button(on, u"wholeMessage"_s)->isVisible());
        }
        QTRY_VERIFY(button(on, u"wholeMessage"_s)->isVisible());
        QVERIFY(shown(on).startsWith(u"xxx"_s));
    }

    void whatIsSaidWhileATipIsShownIsSeenAndStays()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        {
            const Pointing at(on, true);
            QTRY_COMPARE(shown(on), at.tip);
            say(on, u"Something has happened."_s);
            QCOMPARE(shown(on), u"Something has happened."_s);
        }
        QCOMPARE(shown(on), u"Something has happened."_s);
    }
};

QTEST_MAIN(StatusTipsTest)
#include "tst_statustips.moc"
