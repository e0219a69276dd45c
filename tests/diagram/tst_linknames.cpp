#include "diagramfixture.h"

#include "ui/diagram/items/linkitem.h"
#include "ui/diagram/typing/nameeditor.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

using namespace relata;
using namespace relata::tests;
using schema::LinkSide;

namespace {

/// The blog with its link selected, so that its names are shown.
struct NamedLink : DiagramFixture
{
    NamedLink() : DiagramFixture(linkedBlog())
    {
        scene().select({}, {base::LinkId{1}});
        view.setFocus();
    }

    ui::LinkItem *link() { return scene().linkItem(base::LinkId{1}); }
    QPoint nameAt(LinkSide side) { return view.mapFromScene(link()->nameOf(side)->rect.center()); }
    QPoint lineAt()
    {
        const QList<QPointF> route = link()->route();
        return view.mapFromScene((route.at(0) + route.at(1)) / 2);
    }
    /// As the mouse sends it: a click, and the second press as a double one.
    void doubleClick(QPoint at)
    {
        click(at);
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, at);
    }
    QLineEdit *field() { return view.findChild<QLineEdit *>(u"nameEditorField"_s); }
    QString message()
    {
        const auto *words = view.findChild<QLabel *>(u"nameEditorMessage"_s);
        return words ? words->text() : u"no field is open"_s;
    }
    QString parentName() const { return document.schema().parentSide(base::LinkId{1})->name; }
    QString childName() const { return document.schema().childSide(base::LinkId{1})->name; }
    /// Whether no field is open any more.
    bool isClosed()
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return !field();
    }
};

} // namespace

/// The names at a link are chosen and typed where they stand.
class LinkNamesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qRegisterMetaType<base::LinkId>(); }

    void aDoubleClickOnANameEditsItInPlace()
    {
        NamedLink diagram;
        QCOMPARE(diagram.parentName(), u"posts"_s);
        QSignalSpy activated(&diagram.scene(), &ui::DiagramScene::linkActivated);
        diagram.doubleClick(diagram.nameAt(LinkSide::Parent));
        QVERIFY(diagram.field());
        QCOMPARE(QApplication::focusWidget(), diagram.field());
        QVERIFY(activated.isEmpty());
        const QRect editor = diagram.field()->parentWidget()->geometry();
        QVERIFY(editor.contains(diagram.nameAt(LinkSide::Parent)));
        diagram.type(u"articles"_s); // The name is selected.
        diagram.key(Qt::Key_Return);
        QVERIFY(diagram.isClosed());
        QCOMPARE(diagram.parentName(), u"articles"_s);
        QCOMPARE(diagram.document.schema().childSide(base::LinkId{1})->backPopulates, u"articles"_s);
        QCOMPARE(diagram.link()->nameOf(LinkSide::Parent)->text, u"articles"_s);
        QCOMPARE(diagram.stack.count(), 1);
        QCOMPARE(diagram.stack.undoText(), u"Rename 'posts' to 'articles'"_s);
        diagram.stack.undo();
        QCOMPARE(diagram.parentName(), u"posts"_s);
    }

    void theNameOfTheOtherEndIsTheOtherSides()
    {
        NamedLink diagram;
        diagram.doubleClick(diagram.nameAt(LinkSide::Child));
        diagram.type(u"writer"_s);
        diagram.key(Qt::Key_Return);
        QCOMPARE(diagram.childName(), u"writer"_s);
        QCOMPARE(diagram.parentName(), u"posts"_s);
    }

    void escapeLeavesTheNameAsItWas()
    {
        NamedLink diagram;
        diagram.doubleClick(diagram.nameAt(LinkSide::Parent));
        diagram.type(u"articles"_s);
        diagram.key(Qt::Key_Escape);
        QVERIFY(diagram.isClosed());
        QCOMPARE(diagram.parentName(), u"posts"_s);
        QCOMPARE(diagram.stack.count(), 0);
        QCOMPARE(diagram.scene().selectedLinks(), QList{base::LinkId{1}});
    }

    void aNameThatCannotBeHadSaysWhyAtThePlace()
    {
        NamedLink diagram;
        diagram.doubleClick(diagram.nameAt(LinkSide::Parent));
        const auto refuse = [&](const QString &name, const QString &why) {
            QVERIFY(diagram.field());
            diagram.field()->selectAll();
            diagram.type(name);
            diagram.key(Qt::Key_Return);
            QVERIFY2(diagram.field() && diagram.message().contains(why), qPrintable(diagram.message()));
            QCOMPARE(diagram.stack.count(), 0);
        };
        refuse(u"name"_s, u"'Author' already has an attribute 'name'."_s);
        refuse(u"2 posts"_s, u"begins with no digit"_s);
        refuse(u"metadata"_s, u"'metadata' means something else"_s);
        QVERIFY(diagram.field());
        diagram.type(u"s"_s);
        QVERIFY2(diagram.message().contains(u"Attribute of Author"_s), qPrintable(diagram.message()));
        diagram.field()->selectAll();
        diagram.type(u"articles"_s);
        diagram.key(Qt::Key_Return);
        QCOMPARE(diagram.parentName(), u"articles"_s);
    }

    void aClickChoosesANameAndF2EditsIt()
    {
        NamedLink diagram;
        diagram.click(diagram.nameAt(LinkSide::Child));
        QCOMPARE(diagram.link()->chosenName(), std::optional(LinkSide::Child));
        diagram.key(Qt::Key_F2);
        QVERIFY(diagram.field());
        QCOMPARE(diagram.field()->text(), u"author"_s);
        diagram.type(u"writer"_s);
        diagram.key(Qt::Key_Return);
        QCOMPARE(diagram.childName(), u"writer"_s);
    }

    void theKeysLeftAndRightChooseTheNameAtThatEnd()
    {
        NamedLink diagram;
        const bool parentIsLeft = diagram.nameAt(LinkSide::Parent).x() < diagram.nameAt(LinkSide::Child).x();
        diagram.key(Qt::Key_Left);
        QCOMPARE(diagram.link()->chosenName(),
                 std::optional(parentIsLeft ? LinkSide::Parent : LinkSide::Child));
        diagram.key(Qt::Key_Right);
        QCOMPARE(diagram.link()->chosenName(),
                 std::optional(parentIsLeft ? LinkSide::Child : LinkSide::Parent));
        diagram.key(Qt::Key_F2);
        QVERIFY(diagram.field());
        QCOMPARE(diagram.field()->text(), parentIsLeft ? u"author"_s : u"posts"_s);
    }

    void aLinkOfWhichNoNameIsChosenOpensItsDetails()
    {
        NamedLink diagram;
        diagram.click(diagram.nameAt(LinkSide::Child));
        diagram.click(diagram.lineAt());
        QVERIFY(!diagram.link()->chosenName());
        QSignalSpy activated(&diagram.scene(), &ui::DiagramScene::linkActivated);
        diagram.key(Qt::Key_F2);
        QCOMPARE(activated.size(), 1);
        QVERIFY(!diagram.field());
    }

    void aClickElsewhereKeepsTheName()
    {
        NamedLink diagram;
        diagram.doubleClick(diagram.nameAt(LinkSide::Parent));
        diagram.type(u"articles"_s);
        diagram.click(diagram.emptyPlace());
        QVERIFY(diagram.isClosed());
        QCOMPARE(diagram.parentName(), u"articles"_s);
        QVERIFY(diagram.scene().selectedLinks().isEmpty());
    }

    void thePointerReachesANameFromItsLine()
    {
        NamedLink diagram;
        diagram.scene().select({});
        const QPoint line = diagram.lineAt();
        diagram.moveTo(diagram.emptyPlace(), line, Qt::NoButton);
        QVERIFY(diagram.link()->nameOf(LinkSide::Child));
        const QPoint name = diagram.nameAt(LinkSide::Child);
        const QPoint below(name.x(), diagram.view.mapFromScene(diagram.link()->route().first()).y());
        diagram.moveTo(line, below, Qt::NoButton);
        for (int step = 0; step <= 10; ++step) {
            const QPoint at = below + (name - below) * step / 10;
            diagram.moveTo(at, at, Qt::NoButton);
            QVERIFY2(diagram.link()->nameOf(LinkSide::Child), qPrintable(u"lost at step %1"_s.arg(step)));
        }
        QCOMPARE(diagram.view.viewport()->cursor().shape(), Qt::IBeamCursor);
    }

    void theFieldFollowsTheViewAndGoesWithItsLink()
    {
        NamedLink diagram;
        diagram.doubleClick(diagram.nameAt(LinkSide::Parent));
        QVERIFY(diagram.field());
        diagram.view.zoomOut();
        QVERIFY(diagram.field()->parentWidget()->geometry().contains(diagram.nameAt(LinkSide::Parent)));
        QVERIFY(diagram.scene().edits().remove({}, {base::LinkId{1}}));
        QVERIFY(diagram.isClosed());
    }

    void whereTheDesignCannotBeChangedTheReasonIsTold()
    {
        NamedLink diagram;
        diagram.scene().setEditable(false, u"It is a lesson."_s);
        diagram.doubleClick(diagram.nameAt(LinkSide::Parent));
        QVERIFY(!diagram.field());
        QCOMPARE(diagram.problems, QStringList{u"It is a lesson."_s});
    }
};

QTEST_MAIN(LinkNamesTest)
#include "tst_linknames.moc"
