#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/diagram/diagramview.h"
#include "ui/editors/changedlines.h"
#include "ui/shell/inspector.h"
#include "ui/shell/modelcodepanel.h"

#include <QClipboard>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTextBlock>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::kBlog;
using tests::ScratchDatabase;

namespace {

/// A window on the blog that shows its models.
struct ShownModels
{
    ShownModels() : file(kBlog), on(file.file())
    {
        on.window.activateWindow();
        on.window.actions()[u"models"_s]->trigger();
        QCoreApplication::processEvents();
    }

    ui::ModelCodePanel &panel() { return on.window.models(); }
    QPlainTextEdit &code() { return *panel().findChild<QPlainTextEdit *>(u"modelCodeText"_s); }
    QStringList tinted()
    {
        const QStringList lines = panel().text().split(u'\n');
        QStringList found;
        for (const int line : panel().tintedLines())
            found += lines.value(line).trimmed();
        return found;
    }
    int lineWith(const QString &text)
    {
        const QStringList lines = panel().text().split(u'\n');
        for (int i = 0; i < lines.size(); ++i) {
            if (lines[i].contains(text))
                return i;
        }
        return -1;
    }

    ScratchDatabase file;
    BrowsingWindow on;
};

} // namespace

/// The design as models, in its tab and beside a link.
class ModelCodeTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"modelcode"_s); }
    void init() { tests::useSettingsOf(u"modelcode"_s); }

    void theTabShowsTheModelsOfTheDesign()
    {
        ShownModels shown;
        const QString text = shown.panel().text();
        QCOMPARE(shown.code().toPlainText(), text);
        QVERIFY2(text.contains(u"class User(db.Model):"_s) && text.contains(u"class Post(db.Model):"_s),
                 qPrintable(text));
        QVERIFY2(text.contains(u"db.ForeignKey('user.id')"_s), qPrintable(text));
        QVERIFY(shown.panel().tintedLines().isEmpty());
    }

    void aChangeTintsTheLinesThatItMade()
    {
        ShownModels shown;
        const base::LinkId link =
            shown.on.window.document().schema().table(u"post"_s)->foreignKeys.first().id;
        shown.on.window.diagram().diagram()->select({}, {link});
        auto *lazy = shown.on.window.inspector().findChild<QComboBox *>(u"parentLazy"_s);
        lazy->setFocus();
        QTest::keyClick(lazy, Qt::Key_Down);
        QCoreApplication::processEvents();
        QVERIFY(!shown.tinted().isEmpty());
        QVERIFY2(shown.tinted().join(u' ').contains(u"lazy='selectin'"_s),
                 qPrintable(shown.tinted().join(u'\n')));
        QVERIFY2(shown.on.window.inspector().text().contains(u"lazy='selectin'"_s),
                 qPrintable(shown.on.window.inspector().text()));
    }

    void theStyleIsChosenKeptWithTheDesignAndUndone()
    {
        ShownModels shown;
        auto *style = shown.panel().findChild<QComboBox *>(u"modelStyle"_s);
        style->setFocus();
        QTest::keyClick(style, Qt::Key_Down);
        QCOMPARE(shown.on.window.document().settings().modelStyle, u"mapped"_s);
        QVERIFY2(shown.panel().text().contains(u"Mapped["_s), qPrintable(shown.panel().text()));
        shown.on.window.actions()[u"undo"_s]->trigger();
        QVERIFY(!shown.panel().text().contains(u"Mapped["_s));
    }

    void copyTakesTheWholeText()
    {
        ShownModels shown;
        QTest::mouseClick(shown.panel().findChild<QPushButton *>(u"copyModels"_s), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), shown.panel().text());
    }

    void aDoubleClickOnALineShowsWhatItIsAbout()
    {
        ShownModels shown;
        const int line = shown.lineWith(u"title = db.Column"_s);
        QVERIFY(line >= 0);
        const QTextBlock block = shown.code().document()->findBlockByNumber(line);
        const QRect place = shown.code().cursorRect(QTextCursor(block));
        QTest::mouseDClick(shown.code().viewport(), Qt::LeftButton, {}, place.center() + QPoint(30, 0));
        QCOMPARE(shown.on.window.tabs().currentWidget(), &shown.on.window.diagram());
        const base::TableId post = shown.on.window.document().schema().table(u"post"_s)->id;
        QCOMPARE(shown.on.window.diagram().diagram()->selectedTables(), QList{post});
    }

    void linesAreComparedInTheirOrder_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("now");
        QTest::addColumn<QList<int>>("changed");
        QTest::newRow("the same") << u"a b c"_s << u"a b c"_s << QList<int>();
        QTest::newRow("one between") << u"a c"_s << u"a b c"_s << QList{1};
        QTest::newRow("one gone") << u"a b c"_s << u"a c"_s << QList<int>();
        QTest::newRow("one another") << u"a b c"_s << u"a x c"_s << QList{1};
        QTest::newRow("two apart") << u"a b c d e"_s << u"a x c y e"_s << QList{1, 3};
        QTest::newRow("all") << u""_s << u"a b"_s << QList{0, 1};
    }
    void linesAreComparedInTheirOrder()
    {
        QFETCH(QString, before);
        QFETCH(QString, now);
        QFETCH(QList<int>, changed);
        const auto lines = [](const QString &text) { return text.split(u' ', Qt::SkipEmptyParts); };
        QCOMPARE(ui::changedLines(lines(before), lines(now)), changed);
    }
};

QTEST_MAIN(ModelCodeTest)
#include "tst_modelcode.moc"
