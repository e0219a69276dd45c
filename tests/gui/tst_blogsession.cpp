#include "core/project/designfile.h"
#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/diagram/diagramview.h"
#include "ui/diagram/items/linkitem.h"
#include "ui/diagram/items/tableitem.h"
#include "ui/shell/modelcodepanel.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QStatusBar>
#include <QTabWidget>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace relata;
using schema::LinkSide;

namespace {

/// A person at an empty canvas. Everything that is done is a gesture and counted: a click, a drag, a key that
/// is pressed alone or with others, or a line that is typed and ended with Enter.
struct Sitting
{
    Sitting() : window(theme, settings)
    {
        settings.setConfirms(false);
        QObject::connect(&window, &ui::MainWindow::failed, &window,
                         [this](const base::Error &error) { problems += error.text(); });
        QObject::connect(window.diagram().diagram(), &ui::DiagramScene::problemReported, &window,
                         [this](const QString &text) { problems += text; });
        window.resize(1280, 800);
        window.show();
        window.startDrawing();
        (void)QTest::qWaitForWindowExposed(&window);
        window.activateWindow();
        window.diagram().setFocus();
    }

    ui::DiagramView &view() { return window.diagram(); }
    ui::DiagramScene &scene() { return *view().diagram(); }
    const mapping::MappedSchema &schema() { return window.document().schema(); }
    const schema::Table *table(const QString &name) { return schema().table(name); }

    void settle()
    {
        window.activateWindow(); // A dialog was in front, perhaps.
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window is not active");
        if (!QTest::qWaitFor([this] { return scene().arranger().isSettled(); }, 20000))
            qFatal("the diagram does not settle");
        QTest::qWait(20);
    }
    void count(const QString &what)
    {
        gestures += what;
        settle();
    }

    /// A key, alone or with others, where the focus is.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        gestures += QKeySequence(QKeyCombination(modifiers, key)).toString();
        QTest::keyClick(window.focusWidget(), key, modifiers); // May ask for a file, and come back later.
        settle();
    }
    void typeLine(const QString &text)
    {
        QTest::keyClicks(window.focusWidget(), text);
        QTest::keyClick(window.focusWidget(), Qt::Key_Return);
        count(u"type "_s + text);
    }
    /// A new card with these columns after the proposed key.
    void drawTable(const QString &name, const QStringList &columns)
    {
        press(Qt::Key_N);
        typeLine(name);
        press(Qt::Key_Return); // The key that is proposed.
        for (const QString &column : columns)
            typeLine(column);
        press(Qt::Key_Return);
    }

    void moveMouse(QPoint at, Qt::MouseButton held = Qt::NoButton)
    {
        QMouseEvent event(QEvent::MouseMove, at, view().viewport()->mapToGlobal(at), Qt::NoButton, held,
                          Qt::NoModifier);
        QCoreApplication::sendEvent(view().viewport(), &event);
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers, const QString &what)
    {
        QWidget *canvas = view().viewport();
        QTest::mousePress(canvas, Qt::LeftButton, modifiers, from);
        for (int step = 1; step <= 6; ++step)
            moveMouse(from + (to - from) * step / 6, Qt::LeftButton);
        QTest::mouseRelease(canvas, Qt::LeftButton, modifiers, to);
        count(u"drag "_s + what);
    }
    QPoint header(const QString &name)
    {
        const ui::TableItem *item = scene().tableItem(table(name)->id);
        return view().mapFromScene(item->pos() + item->geometry().header().center());
    }
    /// The pointer comes over the card, and the dot at its header shows.
    QPoint handle(const QString &name)
    {
        moveMouse(header(name));
        const ui::TableItem *item = scene().tableItem(table(name)->id);
        return view().mapFromScene(item->pos() + item->geometry().handle());
    }
    /// From the parent's dot to the child's card.
    void link(const QString &parent, const QString &child)
    {
        const QPoint from = handle(parent);
        drag(from, header(child), {}, parent + u" to "_s + child);
    }
    /// Out of the card and back to it.
    void linkToItself(const QString &name)
    {
        QWidget *canvas = view().viewport();
        const QPoint from = handle(name);
        const QPoint outside = from + QPoint(0, -60);
        const QPoint to = header(name);
        QTest::mousePress(canvas, Qt::LeftButton, {}, from);
        for (int step = 1; step <= 4; ++step)
            moveMouse(from + (outside - from) * step / 4, Qt::LeftButton);
        for (int step = 1; step <= 4; ++step)
            moveMouse(outside + (to - outside) * step / 4, Qt::LeftButton);
        QTest::mouseRelease(canvas, Qt::LeftButton, {}, to);
        count(u"drag %1 to itself"_s.arg(name));
    }
    void linkMany(const QString &one, const QString &other)
    {
        const QPoint from = handle(one);
        drag(from, header(other), Qt::ControlModifier, one + u" to "_s + other + u" with Ctrl"_s);
    }

    ui::LinkItem *linkOf(const QString &child, const QString &column)
    {
        for (const schema::ForeignKey &key : table(child)->foreignKeys) {
            if (key.columns == QStringList{column})
                return scene().linkItem(key.id);
        }
        qFatal("no such link");
    }
    /// A click on the line shows the names, a double-click on one edits it.
    void nameSide(ui::LinkItem *item, LinkSide side, const QString &name)
    {
        const base::LinkId id = item->id();
        QPoint middle = view().mapFromScene((item->route().at(0) + item->route().at(1)) / 2);
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, middle);
        count(u"click the link"_s);
        const ui::LinkLabel *label = scene().linkItem(id)->nameOf(side);
        if (!label)
            qFatal("no name at the link");
        const QPoint at = view().mapFromScene(label->rect.center());
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(view().viewport(), Qt::LeftButton, {}, at);
        QTest::mouseRelease(view().viewport(), Qt::LeftButton, {}, at);
        count(u"double-click its name"_s);
        typeLine(name);
    }

    void clickButton(QPushButton &button)
    {
        gestures += u"click "_s + button.text();
        QTest::mouseClick(&button, Qt::LeftButton);
        settle();
    }

    /// Types a file's name into the dialog that opens next.
    void answerDialog(const QString &file)
    {
        auto *timer = new QTimer(&window);
        QObject::connect(timer, &QTimer::timeout, &window, [this, timer, file] {
            auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
            auto *name = dialog ? dialog->findChild<QLineEdit *>(u"fileNameEdit"_s) : nullptr;
            if (!name || !dialog->isActiveWindow())
                return;
            timer->stop();
            timer->deleteLater();
            name->selectAll();
            QTest::keyClicks(name, file);
            QTest::keyClick(name, Qt::Key_Return);
            gestures += u"type the file's name"_s;
        });
        timer->start(20);
    }

    /// What the window looks like, where somebody wants to see it.
    void takePicture(const QString &name)
    {
        const QString folder = qEnvironmentVariable("RELATA_PICTURES");
        if (folder.isEmpty())
            return;
        QDir().mkpath(folder);
        settle();
        window.grab().save(folder + u"/%1-%2.png"_s.arg(QString::number(++pictures), name));
    }

    ui::Theme theme;
    ui::Settings settings;
    ui::MainWindow window;
    QStringList gestures;
    QStringList problems;
    int pictures = 0;
};

} // namespace

/// A whole blog, designed in one sitting with mouse and keys.
class BlogSessionTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        tests::useSettingsOf(u"blogsession"_s);
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    }

    void aBlogIsDesignedWithAtMostSixtyGestures()
    {
        Sitting person;
        person.drawTable(u"users"_s, {u"username VARCHAR(80) UNIQUE NOT NULL"_s});
        person.takePicture(u"first-card"_s);
        person.drawTable(u"posts"_s, {u"title VARCHAR(120) NOT NULL"_s, u"body TEXT"_s});
        person.link(u"users"_s, u"posts"_s);
        person.drawTable(u"tags"_s, {u"name VARCHAR(40) UNIQUE NOT NULL"_s});
        person.linkMany(u"posts"_s, u"tags"_s);
        person.takePicture(u"many-to-many"_s);
        person.drawTable(u"comments"_s, {u"body TEXT NOT NULL"_s});
        person.link(u"posts"_s, u"comments"_s);
        person.link(u"users"_s, u"comments"_s);
        person.linkToItself(u"comments"_s);
        person.takePicture(u"comments"_s);
        person.nameSide(person.linkOf(u"posts"_s, u"user_id"_s), LinkSide::Child, u"author"_s);
        person.nameSide(person.linkOf(u"comments"_s, u"parent_id"_s), LinkSide::Parent, u"replies"_s);
        person.takePicture(u"names"_s);
        person.drawTable(u"profiles"_s, {u"bio TEXT"_s, u"user_id UNIQUE NOT NULL -> users"_s});
        person.drawTable(u"orders"_s, {u"placed_at"_s});
        person.link(u"users"_s, u"orders"_s);
        drawOrderLines(person);
        person.takePicture(u"all-tables"_s);
        QVERIFY2(person.problems.isEmpty(), qPrintable(person.problems.join(u'\n')));
        for (const mapping::Diagnostic &each : person.window.document().findings())
            QVERIFY2(each.kind == "foreign-key-without-index"_L1,
                     qPrintable(each.sentence)); // Advice, not a fault.
        compareDesign(person);
        if (QTest::currentTestFailed())
            return;

        person.answerDialog(design());
        person.press(Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(person.window.designFile(), design());
        const auto kept = project::loadDesign(design());
        QVERIFY(kept);
        for (const schema::Table &each : person.schema().tables)
            QVERIFY(kept->design.schema.table(each.id) && *kept->design.schema.table(each.id) == each);
        const mapping::Given &given = person.window.document().design().given;
        QCOMPARE(kept->design.given.classes.size(), given.classes.size());
        for (const mapping::ClassDeclaration &each : given.classes)
            QVERIFY(kept->design.given.classOf(each.table) &&
                    *kept->design.given.classOf(each.table) == each);
        person.answerDialog(database());
        person.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(person.window.workspace());
        tests::settle(*person.window.workspace());
        const QString told = person.window.statusBar()->currentMessage();
        QVERIFY2(told.startsWith(u"Created %1 from the drawing. "_s.arg(database())), qPrintable(told));
        QVERIFY2(told.endsWith(u" is its design now and opens it, too."_s), qPrintable(told));
        person.takePicture(u"database"_s);
        person.press(Qt::Key_3, Qt::ControlModifier);
        person.takePicture(u"models"_s);
        person.answerDialog(models());
        person.clickButton(*person.window.models().findChild<QPushButton *>(u"exportModels"_s));
        QVERIFY2(person.problems.isEmpty(), qPrintable(person.problems.join(u'\n')));
        QCOMPARE(person.schema().relationship(u"posts"_s, u"author"_s)->backPopulates, u"posts"_s);

        qInfo("%d gestures: %s", int(person.gestures.size()), qPrintable(person.gestures.join(u"; "_s)));
        QVERIFY(person.gestures.size() <= 60);
        m_isDone = true;
    }

    void theDatabaseHasWhatWasDrawn()
    {
        QVERIFY(m_isDone);
        const auto file = tests::ScratchDatabase::copyOf(database());
        QCOMPARE(file.rows(u"SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"_s),
                 (QStringList{u"comments"_s, u"order_lines"_s, u"orders"_s, u"post_tag"_s, u"posts"_s,
                              u"profiles"_s, u"tags"_s, u"users"_s}));
        const QString keys =
            u"SELECT m.name || '.' || f.\"from\" || ' ' || f.\"table\" FROM sqlite_schema m, "
            "pragma_foreign_key_list(m.name) f ORDER BY 1"_s;
        QCOMPARE(file.rows(keys), (QStringList{u"comments.parent_id comments"_s, u"comments.post_id posts"_s,
                                               u"comments.user_id users"_s, u"order_lines.order_id orders"_s,
                                               u"orders.user_id users"_s, u"post_tag.post_id posts"_s,
                                               u"post_tag.tag_id tags"_s, u"posts.user_id users"_s,
                                               u"profiles.user_id users"_s}));
        QCOMPARE(file.rows(u"SELECT name FROM pragma_table_info('order_lines') WHERE pk ORDER BY pk"_s),
                 (QStringList{u"order_id"_s, u"line_no"_s}));
        QCOMPARE(file.rows(u"SELECT count(*) FROM pragma_index_list('profiles') WHERE \"unique\""_s),
                 QStringList{u"1"_s});
    }

    void theModelsSayWhatWasDrawn()
    {
        QVERIFY(m_isDone);
        QFile file(models());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (const QString &line :
             {u"class Users(db.Model):"_s,
              u"posts = db.relationship('Posts', back_populates='author', passive_deletes='all')"_s,
              u"author = db.relationship('Users', back_populates='posts')"_s,
              u"tags = db.relationship('Tags', secondary=post_tag, back_populates='posts')"_s,
              u"parent = db.relationship('Comments', remote_side=[id], back_populates='replies')"_s,
              u"order_id = db.Column(db.Integer, db.ForeignKey('orders.id'), primary_key=True)"_s,
              u"line_no = db.Column(db.Integer, primary_key=True)"_s})
            QVERIFY2(text.contains(line), qPrintable(line + u"\n\n"_s + text));
    }

    void flaskSqlalchemyRunsTheModelsOnTheDatabase()
    {
        QVERIFY(m_isDone);
        QProcess python;
        python.start(u"/usr/bin/python3"_s, {u"-c"_s, u"import flask_sqlalchemy"_s});
        if (!python.waitForFinished() || python.exitCode() != 0)
            QSKIP("Debian's python3-flask-sqlalchemy is not here");
        python.start(u"/usr/bin/python3"_s,
                     {QStringLiteral(RELATA_SOURCE_DIR "/tests/gui/runblog.py"), models(), database()});
        QVERIFY(python.waitForFinished(60000));
        const QByteArray said = python.readAllStandardOutput();
        QVERIFY2(python.exitCode() == 0, (python.readAllStandardError() + said).constData());
        QCOMPARE(QString::fromUtf8(said).split(u'\n', Qt::SkipEmptyParts),
                 (QStringList{u"profile Writes."_s, u"tags home news"_s, u"posts of a tag First"_s,
                              u"replies Yes."_s, u"comments 2 ada ben"_s, u"lines True/1/Mug True/2/Shirt"_s,
                              u"by key Shirt"_s}));
        const auto file = tests::ScratchDatabase::copyOf(database());
        QCOMPARE(file.rows(u"SELECT count(*) FROM post_tag"_s), QStringList{u"2"_s});
    }

private:
    /// Its key has two columns: what is typed takes the place of the one that is proposed.
    static void drawOrderLines(Sitting &person)
    {
        person.press(Qt::Key_N);
        person.typeLine(u"order_lines"_s);
        person.typeLine(u"order_id PK -> orders"_s);
        person.typeLine(u"line_no INTEGER PK"_s);
        person.typeLine(u"product VARCHAR(80) NOT NULL"_s);
        person.press(Qt::Key_Return);
    }

    static void compareDesign(Sitting &person)
    {
        const mapping::MappedSchema &schema = person.schema();
        QCOMPARE(schema.tables.size(), 8);
        QCOMPARE(schema.table(u"order_lines"_s)->primaryKey, (QStringList{u"order_id"_s, u"line_no"_s}));
        QCOMPARE(schema.table(u"post_tag"_s)->primaryKey, (QStringList{u"post_id"_s, u"tag_id"_s}));
        const auto facts = [&schema](const QString &table, const QString &name) {
            const mapping::Side *side = schema.relationship(table, name);
            return side ? side->target + u' ' + side->backPopulates : u"missing"_s;
        };
        QCOMPARE(facts(u"users"_s, u"posts"_s), u"Posts author"_s);
        QCOMPARE(facts(u"users"_s, u"profile"_s), u"Profiles user"_s);
        QCOMPARE(facts(u"users"_s, u"orders"_s), u"Orders user"_s);
        QCOMPARE(facts(u"posts"_s, u"tags"_s), u"Tags posts"_s);
        QCOMPARE(facts(u"posts"_s, u"comments"_s), u"Comments post"_s);
        QCOMPARE(facts(u"comments"_s, u"replies"_s), u"Comments parent"_s);
        QCOMPARE(facts(u"orders"_s, u"order_lines"_s), u"OrderLines order"_s);
    }

    QString design() const { return m_folder.filePath(u"blog.relata"_s); }
    QString database() const { return m_folder.filePath(u"blog.db"_s); }
    QString models() const { return m_folder.filePath(u"models.py"_s); }

    QTemporaryDir m_folder;
    bool m_isDone = false;
};

QTEST_MAIN(BlogSessionTest)
#include "tst_blogsession.moc"
