#include "core/mapping/plan/keyless.h"
#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/recordtreeview.h"
#include "ui/diagram/diagramview.h"
#include "ui/diagram/items/linkitem.h"
#include "ui/diagram/items/tableitem.h"
#include "ui/editors/link/linkeditor.h"
#include "ui/shell/inspector.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::ScratchDatabase;
using ui::RecordTreeModel;

namespace {

/// A database that declares no foreign keys, as many do.
const QString kLibrary = u"CREATE TABLE author(id INTEGER PRIMARY KEY, name TEXT);"
                         "CREATE TABLE book(id INTEGER PRIMARY KEY, title TEXT, author_id INTEGER);"
                         "INSERT INTO author VALUES(1,'Ada'),(2,'Ben');"
                         "INSERT INTO book VALUES(1,'One',1),(2,'Two',1),(3,'Three',2)"_s;

/// A window on the library, with a relationship drawn from book.author_id to author.id.
struct DrawnRelationship
{
    DrawnRelationship() : file(kLibrary), on(file.file())
    {
        on.window.activateWindow();
        shiftDrag(row(u"book"_s, u"author_id"_s), row(u"author"_s, u"id"_s));
        if (scene().linkItems().size() != 1)
            qFatal("no link");
        link = scene().linkItems().first()->id();
    }

    ui::DiagramScene &scene() { return *on.window.diagram().diagram(); }

    QPoint row(const QString &table, const QString &column)
    {
        const ui::TableItem *item = scene().tableItem(on.window.document().schema().table(table)->id);
        return on.window.diagram().mapFromScene(
            item->pos() + QPointF(item->geometry().size().width() / 2, item->geometry().rowY(column)));
    }

    void shiftDrag(QPoint from, QPoint to)
    {
        QWidget *canvas = on.window.diagram().viewport();
        QTest::mousePress(canvas, Qt::LeftButton, Qt::ShiftModifier, from);
        for (int step = 1; step <= 4; ++step) {
            const QPoint at = from + (to - from) * step / 4;
            QMouseEvent moved(QEvent::MouseMove, at, canvas->mapToGlobal(at), Qt::NoButton, Qt::LeftButton,
                              Qt::ShiftModifier);
            QCoreApplication::sendEvent(canvas, &moved);
        }
        QTest::mouseRelease(canvas, Qt::LeftButton, Qt::ShiftModifier, to);
        QCoreApplication::processEvents();
    }

    /// Selects the link by a double-click on its line.
    void edit()
    {
        const QList<QPointF> route = scene().linkItem(link)->route();
        const QPoint at = on.window.diagram().mapFromScene((route.value(0) + route.value(1)) / 2);
        QTest::mouseClick(on.window.diagram().viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(on.window.diagram().viewport(), Qt::LeftButton, {}, at);
        QTest::mouseRelease(on.window.diagram().viewport(), Qt::LeftButton, {}, at);
        QVERIFY(QTest::qWaitFor([this] { return on.window.inspector().isVisible(); }));
    }

    template<typename Widget>
    Widget *find(const QString &name)
    {
        return on.window.inspector().findChild<Widget *>(name);
    }

    ScratchDatabase file;
    BrowsingWindow on;
    base::LinkId link;
};

} // namespace

/// A relationship without a foreign key, in the window on a database that has none.
class KeylessLinkTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"keylesslink"_s); }

    void itsRowsAreBrowsedAtOnce()
    {
        DrawnRelationship drawn;
        tests::settle(*drawn.on.window.workspace());
        QCOMPARE(drawn.file.rows(u"SELECT count(*) FROM pragma_foreign_key_list('book')"_s),
                 QStringList{u"0"_s});
        ui::BrowserPage &authors = drawn.on.browse(u"author"_s);
        const QModelIndex ada = authors.tree().index(0, 0);
        authors.treeView().expand(ada);
        tests::settle(*drawn.on.window.workspace());
        const QModelIndex books = authors.tree().index(0, 0, ada);
        QVERIFY2(books.data().toString().startsWith(u"books"_s), qPrintable(books.data().toString()));
        authors.treeView().setCurrentIndex(books);
        authors.treeView().setFocus();
        QTest::keyClick(&authors.treeView(), Qt::Key_Right);
        tests::settle(*drawn.on.window.workspace());
        QCOMPARE(authors.tree().rowCount(books), 2);
    }

    void itIsEditedAsALinkIs()
    {
        DrawnRelationship drawn;
        drawn.edit();
        QVERIFY(drawn.on.window.inspector().text().contains(u"Author.books ↔ Book.author"_s));
        QVERIFY(!drawn.find<QComboBox>(u"onDelete"_s));
        QVERIFY(drawn.find<QLabel>(u"deletion"_s)->text().contains(u"there is no foreign key"_s));
        auto *name = drawn.find<QLineEdit>(u"parentName"_s);
        QVERIFY(name);
        QCOMPARE(QApplication::focusWidget(), name);
        QTest::keyClicks(name, u"works"_s); // Its text is selected.
        QTest::keyClick(name, Qt::Key_Return);
        QCoreApplication::processEvents();
        QCOMPARE(drawn.on.window.document().schema().parentSide(drawn.link)->name, u"works"_s);
        QCOMPARE(drawn.scene().linkItems().size(), 1);
        drawn.on.window.actions()[u"undo"_s]->trigger();
        QCOMPARE(drawn.on.window.document().schema().parentSide(drawn.link)->name, u"books"_s);
    }

    void aButtonMakesAForeignKeyOfIt()
    {
        DrawnRelationship drawn;
        drawn.edit();
        auto *button = drawn.find<QPushButton>(u"addKey"_s);
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton);
        QCoreApplication::processEvents();
        const mapping::MappedSchema &schema = drawn.on.window.document().schema();
        QCOMPARE(schema.table(u"book"_s)->foreignKeys.size(), 1);
        QCOMPARE(drawn.scene().linkItems().size(), 1);
        QVERIFY(drawn.scene().linkItems().first()->link().standsOn == ui::DrawnLink::StandsOn::ForeignKey);
        QVERIFY(drawn.find<QComboBox>(u"onDelete"_s)); // The details show what it is now.
        QVERIFY(!schema.configuration->firstError());
    }

    void itIsKeptWithTheDesign()
    {
        ScratchDatabase file(kLibrary);
        mapping::Given given;
        {
            DrawnRelationship drawn;
            given = drawn.on.window.document().design().given;
            drawn.on.window.close();
            QCoreApplication::processEvents();
            BrowsingWindow again(drawn.file.file());
            QCOMPARE(again.window.document().design().given, given);
            QCOMPARE(again.window.diagram().diagram()->linkItems().size(), 1);
        }
    }

    void theModelsJoinByTheColumns()
    {
        DrawnRelationship drawn;
        drawn.edit();
        const QString text = drawn.on.window.inspector().text();
        QVERIFY2(text.contains(u"primaryjoin="_s), qPrintable(text));
        QVERIFY2(text.contains(u"foreign_keys="_s), qPrintable(text));
    }
};

QTEST_MAIN(KeylessLinkTest)
#include "tst_keylesslink.moc"
