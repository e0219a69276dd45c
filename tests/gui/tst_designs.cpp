#include "core/project/designfile.h"
#include "tests/gui/browsingwindow.h"
#include "tests/gui/drawingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/shell/differencepill.h"

#include <QMessageBox>
#include <QPushButton>
#include <QStatusBar>
#include <QTabWidget>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::DrawingWindow;
using tests::kBlog;
using tests::ScratchDatabase;

namespace {

bool hasTable(ui::MainWindow &window, const QString &name)
{
    return window.document().design().schema.table(name) != nullptr;
}

ui::DifferencePill &pill(ui::MainWindow &window)
{
    return *window.findChild<ui::DifferencePill *>(u"differencePill"_s);
}

} // namespace

/// Designs that are drawn, kept, saved and opened again.
class DesignsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"designs"_s); }

    void aDrawingIsSavedAndOpenedAgain()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"shop.relata"_s);
        mapping::Design drawn;
        {
            DrawingWindow on;
            on.drawTable(u"customer"_s, u"name text"_s);
            QVERIFY(hasTable(on.window, u"customer"_s));
            QVERIFY(on.window.windowTitle().startsWith(u'*'));
            QVERIFY(on.window.keeper().saveAs(file));
            QVERIFY(on.window.windowTitle().startsWith(u"shop.relata"_s));
            on.drawTable(u"order"_s, u"day text"_s);
            QVERIFY(on.window.windowTitle().startsWith(u'*'));
            on.window.actions()[u"save"_s]->trigger();
            QVERIFY(!on.window.keeper().isUnsaved());
            drawn = on.window.document().design();
            QVERIFY(on.window.close());
        }
        DrawingWindow again;
        again.window.open({file, base::ConnectionSettings::Mode::ReadWrite, 500});
        QCOMPARE(again.error.sentence, QString());
        QCOMPARE(again.window.document().design().schema.tables.size(), 2);
        for (const schema::Table &table : drawn.schema.tables)
            QVERIFY(*again.window.document().design().schema.table(table.name) == table);
        QCOMPARE(again.window.document().layout().positions.size(), 2);
        QVERIFY(!again.window.keeper().isUnsaved());
    }

    void aDesignThatCannotBeReadLeavesTheWindowAsItWas()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"broken.relata"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\n\"relata\": 1,\n<<<<<<< mine\n") > 0);
        file.close();
        DrawingWindow on;
        on.drawTable(u"customer"_s, u"name text"_s);
        on.window.open({file.fileName(), base::ConnectionSettings::Mode::ReadWrite, 500});
        QVERIFY2(on.error.sentence.contains(u"Line 3"_s), qPrintable(on.error.text()));
        QVERIFY(hasTable(on.window, u"customer"_s));
    }

    void whatIsDrawnOnAnOpenedDatabaseIsKeptAndNotApplied()
    {
        const ScratchDatabase file(kBlog);
        {
            BrowsingWindow on(file.file());
            QVERIFY(!pill(on.window).isVisible());
            DrawingWindow::draw(on.window, u"tag"_s, u"word text"_s);
            QVERIFY(hasTable(on.window, u"tag"_s));
            QVERIFY(pill(on.window).isVisible());
            QVERIFY(!on.window.keeper().isUnsaved());
            QVERIFY(!on.window.workspace()->schema().table(u"tag"_s));
            QVERIFY(on.window.close());
        }
        BrowsingWindow again(file.file());
        QVERIFY(hasTable(again.window, u"tag"_s));
        QVERIFY(!again.window.document().baseline().table(u"tag"_s));
        QVERIFY(pill(again.window).isVisible());
        // What is as the database has it again leaves nothing behind but places.
        again.window.document().reset(again.window.workspace()->schema(), {});
    }

    void theSecondWindowOnADatabaseKeepsNothingUnlessItIsSaved()
    {
        const ScratchDatabase file(kBlog);
        const QTemporaryDir folder;
        {
            BrowsingWindow first(file.file());
            QVERIFY(!first.window.statusBar()->currentMessage().contains(u"Another Relata"_s));
            DrawingWindow::draw(first.window, u"mine"_s, u"word text"_s);
            BrowsingWindow second(file.file());
            QVERIFY2(second.window.statusBar()->currentMessage().startsWith(
                         u"Another Relata has this database open"_s),
                     qPrintable(second.window.statusBar()->currentMessage()));
            QVERIFY(!second.window.windowTitle().startsWith(u'*')); // Nobody has drawn anything there.
            DrawingWindow::draw(second.window, u"theirs"_s, u"word text"_s);
            QVERIFY(second.window.windowTitle().startsWith(u'*'));
            QTimer::singleShot(50, [] {
                auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
                QVERIFY(box && box->text().contains(u"another Relata keeps"_s));
                box->button(QMessageBox::Cancel)->click();
            });
            QVERIFY(!second.window.close());
            QVERIFY(second.window.keeper().saveAs(folder.filePath(u"theirs.relata"_s)));
            QVERIFY(!second.window.windowTitle().startsWith(u'*'));
            QVERIFY(second.window.close());
            QVERIFY(!first.window.windowTitle().startsWith(u'*'));
            QVERIFY(first.window.close());
        }
        BrowsingWindow again(file.file());
        QVERIFY(!again.window.statusBar()->currentMessage().contains(u"Another Relata"_s));
        QVERIFY(hasTable(again.window, u"mine"_s) && !hasTable(again.window, u"theirs"_s));
        again.window.document().reset(again.window.workspace()->schema(), {});
    }

    void whatAnotherProgramChangesComesIntoTheDesign()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        DrawingWindow::draw(on.window, u"tag"_s, u"word text"_s);
        file.run(u"ALTER TABLE post ADD COLUMN rating INTEGER"_s);
        on.browse(u"post"_s);
        on.window.actions()[u"refresh"_s]->trigger();
        QTRY_VERIFY(on.window.document().design().schema.table(u"post"_s)->column(u"rating"_s));
        QVERIFY(hasTable(on.window, u"tag"_s));
        QVERIFY(!on.window.document().baseline().table(u"tag"_s));
    }

    void aDesignFileIsTheHomeOfItsDatabase()
    {
        const ScratchDatabase file(kBlog);
        const QTemporaryDir folder;
        const QString design = folder.filePath(u"blog.relata"_s);
        {
            BrowsingWindow on(file.file());
            DrawingWindow::draw(on.window, u"tag"_s, u"word text"_s);
            QVERIFY(on.window.keeper().saveAs(design));
            QVERIFY(on.window.close());
        }
        {
            BrowsingWindow again(file.file());
            QCOMPARE(again.window.designFile(), design);
            QVERIFY(hasTable(again.window, u"tag"_s));
        }
        BrowsingWindow byDesign(design);
        QVERIFY(byDesign.window.workspace());
        QCOMPARE(byDesign.window.database().file, QFileInfo(file.file()).canonicalFilePath());
        QVERIFY(hasTable(byDesign.window, u"tag"_s));
    }

    void aDrawingThatWasMadeADatabaseKeepsWhatWasGiven()
    {
        const QTemporaryDir folder;
        DrawingWindow on;
        on.drawTable(u"customer"_s, u"name text"_s);
        mapping::Given given;
        given.classes = {{u"Client"_s, u"customer"_s, {}, {}}};
        QVERIFY(on.window.document().change({u"test"_s, {mapping::GivenChange{{}, given}}}));
        on.window.createDatabase(folder.filePath(u"made.db"_s));
        QTRY_VERIFY(on.window.workspace());
        QCOMPARE(on.window.document().schema().classOf(u"customer"_s)->name, u"Client"_s);
        QVERIFY(!on.window.document().isModified());
    }

    void saveActsOnWhatTheFrontTabShows()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        QVERIFY(on.window.actions()[u"save"_s]->text().contains(u"design"_s));
        ui::BrowserPage &page = on.browse(u"user"_s);
        QVERIFY(on.window.actions()[u"save"_s]->text().contains(u"changes"_s));
        QVERIFY(!on.window.actions()[u"save"_s]->isEnabled());
        QVERIFY(!on.window.actions()[u"undo"_s]->isEnabled());
        on.typeInto(page, 0, 1, u"anna"_s);
        on.save();
        QCOMPARE(on.cell(page, 0, 1), u"anna"_s);
        QVERIFY(on.pending().isEmpty());
    }
};

QTEST_MAIN(DesignsTest)
#include "tst_designs.moc"
