#include "tests/gui/browsingwindow.h"
#include "ui/diagram/typing/cardeditor.h"
#include "ui/diagram/diagramview.h"
#include "ui/diagram/items/linkitem.h"
#include "ui/insight/costbars.h"
#include "ui/models/findingsmodel.h"
#include "ui/problems/problemspanel.h"
#include "ui/shell/inspector.h"
#include "ui/shell/modelcodepanel.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTimer>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

/// The tutorial's User and Post, typed on an empty canvas.
struct DrawnBlog
{
    DrawnBlog() : window(theme, settings)
    {
        settings.setConfirms(false);
        window.resize(1280, 800);
        window.show();
        window.startDrawing();
        (void)QTest::qWaitForWindowExposed(&window);
        window.activateWindow();
        draw({u"user"_s, QString(), u"username VARCHAR(80) UNIQUE NOT NULL"_s});
        draw({u"post"_s, QString(), u"title VARCHAR(120) NOT NULL"_s, u"user_id NOT NULL -> user"_s});
        window.actions()[u"models"_s]->trigger(); // They are renewed while they are seen.
        window.actions()[u"diagram"_s]->trigger();
    }

    /// N, then a line after the other; an empty one stays as it is.
    void draw(const QStringList &lines)
    {
        window.diagram().setFocus();
        QTest::keyClick(&window.diagram(), Qt::Key_N);
        for (const QString &line : lines) {
            QTest::keyClicks(window.focusWidget(), line);
            QTest::keyClick(window.focusWidget(), Qt::Key_Return);
        }
        QTest::keyClick(window.focusWidget(), Qt::Key_Return);
        QCoreApplication::processEvents();
    }

    const schema::Table &table(const QString &name) { return *window.document().schema().table(name); }

    /// Chooses the link and returns a field of its details.
    template<typename Widget>
    Widget *field(const QString &name)
    {
        if (!table(u"post"_s).foreignKeys.isEmpty())
            window.diagram().diagram()->select({}, {table(u"post"_s).foreignKeys.first().id});
        QCoreApplication::processEvents();
        return window.inspector().findChild<Widget *>(name);
    }

    void choose(const QString &name, const QString &entry)
    {
        for (;;) {
            auto *combo = field<QComboBox>(name);
            const int wanted = combo->findText(entry);
            if (combo->currentIndex() == wanted)
                return;
            combo->setFocus();
            QTest::keyClick(combo, combo->currentIndex() < wanted ? Qt::Key_Down : Qt::Key_Up);
            QCoreApplication::processEvents();
        }
    }

    void type(const QString &name, const QString &text)
    {
        auto *edit = field<QLineEdit>(name);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
        QCoreApplication::processEvents();
    }

    /// What is found, but for the advice to index the key.
    QStringList worries() const
    {
        QStringList words;
        for (const mapping::Diagnostic &each : window.document().findings()) {
            if (each.kind != "foreign-key-without-index"_L1)
                words += each.sentence;
        }
        return words;
    }

    /// What is wrong, in the words of the list.
    QString problems()
    {
        window.actions()[u"problems"_s]->trigger();
        const QAbstractItemModel &model = *window.problems().view().model();
        QStringList words;
        for (int row = 0; row < model.rowCount(); ++row)
            words += model.index(row, 1).data().toString();
        return words.join(u'\n');
    }

    /// Clicks the first fix that is offered, alone or in a menu of several.
    void fix()
    {
        QTimer::singleShot(0, &window, [] {
            if (QWidget *menu = QApplication::activePopupWidget()) {
                QTest::keyClick(menu, Qt::Key_Down);
                QTest::keyClick(menu, Qt::Key_Return);
            }
        });
        QTreeView &view = window.problems().view();
        const QModelIndex index = view.model()->index(0, ui::FindingsModel::FixColumn);
        const QRect cell = view.visualRect(index);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {cell.right() - 20, cell.center().y()});
        QCoreApplication::processEvents();
    }

    QString models()
    {
        window.actions()[u"models"_s]->trigger();
        QCoreApplication::processEvents();
        const QString text = window.models().text();
        window.actions()[u"diagram"_s]->trigger();
        return text;
    }

    ui::Theme theme;
    ui::Settings settings;
    mutable ui::MainWindow window;
};

} // namespace

/// The tutorial's User and Post, and its four mistakes: made with mouse and keys, told in words, mended by a
/// click.
class TutorialTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"tutorial"_s); }
    void init() { tests::useSettingsOf(u"tutorial"_s); }

    void theModelsAreThoseOfTheTutorial()
    {
        DrawnBlog blog;
        blog.choose(u"pairing"_s, u"backref on User"_s);
        blog.type(u"childName"_s, u"author"_s);
        const QString models = blog.models();
        for (const QString &line :
             {u"class User(db.Model):"_s, u"id = db.Column(db.Integer, primary_key=True)"_s,
              u"username = db.Column(db.String(80), unique=True, nullable=False)"_s,
              u"posts = db.relationship('Post', backref='author', passive_deletes='all')"_s,
              u"class Post(db.Model):"_s, u"title = db.Column(db.String(120), nullable=False)"_s,
              u"user_id = db.Column(db.Integer, db.ForeignKey('user.id'), nullable=False)"_s})
            QVERIFY2(models.contains(line), qPrintable(line + u"\n\n"_s + models));
        QVERIFY2(blog.worries().isEmpty(), qPrintable(blog.worries().join(u'\n')));
    }

    void aMissingForeignKeyIsFoundAndAdded()
    {
        DrawnBlog blog;
        QTest::mouseClick(blog.field<QPushButton>(u"removeKey"_s), Qt::LeftButton);
        QCoreApplication::processEvents();
        QVERIFY(blog.table(u"post"_s).foreignKeys.isEmpty());
        QVERIFY2(blog.problems().contains(u"Add a foreign key"_s) ||
                     blog.problems().contains(u"foreign key"_s),
                 qPrintable(blog.problems()));
        QVERIFY(!blog.models().contains(u"db.ForeignKey("_s));
        blog.problems();
        blog.fix();
        QCOMPARE(blog.table(u"post"_s).foreignKeys.size(), 1);
        QVERIFY2(blog.worries().isEmpty(), qPrintable(blog.problems()));
        QVERIFY2(blog.models().contains(u"db.ForeignKey('user.id')"_s), qPrintable(blog.models()));
        while (blog.window.actions()[u"undo"_s]->isEnabled())
            blog.window.actions()[u"undo"_s]->trigger();
        QVERIFY(blog.window.document().design().schema.tables.isEmpty());
    }

    void aForeignKeyToAWrongTableIsFoundAndMended_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("told");
        QTest::newRow("mistyped") << u"usr.id"_s << u"Did you mean 'user'?"_s;
        QTest::newRow("the tutorial's") << u"wrongtable.id"_s << u"'wrongtable', which does not exist"_s;
    }
    void aForeignKeyToAWrongTableIsFoundAndMended()
    {
        QFETCH(QString, target);
        QFETCH(QString, told);
        DrawnBlog blog;
        const base::TableId post = blog.table(u"post"_s).id;
        blog.window.diagram().editTable(post);
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(blog.window.focusWidget(), Qt::Key_Down);
        auto *line = qobject_cast<QLineEdit *>(blog.window.focusWidget());
        QVERIFY(line && line->text().startsWith(u"user_id"_s));
        line->selectAll();
        QTest::keyClicks(line, u"user_id INTEGER NOT NULL -> "_s + target);
        QTest::keyClick(line, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(blog.problems().contains(told), qPrintable(blog.problems()));
        QVERIFY2(blog.models().contains(u"db.ForeignKey('%1')"_s.arg(target)), qPrintable(blog.models()));
        blog.problems();
        blog.fix();
        QCOMPARE(blog.table(u"post"_s).foreignKeys.size(), 1);
        QVERIFY2(blog.worries().isEmpty(), qPrintable(blog.problems()));
        QVERIFY2(blog.models().contains(u"db.ForeignKey('user.id')"_s), qPrintable(blog.models()));
    }

    void aRelationshipOnOneSideIsFoundAndCompleted()
    {
        DrawnBlog blog;
        blog.choose(u"pairing"_s, u"only on User"_s);
        const QString told = blog.problems();
        QVERIFY2(told.contains(u"posts"_s), qPrintable(told));
        QVERIFY(!blog.models().contains(u"back_populates"_s));
        blog.problems();
        blog.fix();
        QVERIFY2(blog.models().contains(u"back_populates='posts'"_s) || blog.models().contains(u"backref="_s),
                 qPrintable(blog.models()));
        QVERIFY2(blog.models().contains(u"back_populates='user'"_s), qPrintable(blog.models()));
        QVERIFY2(blog.worries().isEmpty(), qPrintable(blog.problems()));
    }

    void aFloodOfQueriesIsPricedAndAClickAvoidsIt()
    {
        DrawnBlog blog;
        QTRY_COMPARE(blog.field<QLabel>(u"parentPrice"_s)->text(), u"101 SELECTs"_s);
        auto *bars = blog.field<ui::CostBars>(u"costBars"_s);
        QTRY_VERIFY(!bars->costs().isEmpty());
        const auto row = std::ranges::find(bars->costs(), mapping::Lazy::Selectin, &insight::LoadCost::lazy) -
                         bars->costs().begin();
        QTest::mouseClick(bars, Qt::LeftButton, {}, bars->rowRect(int(row)).center());
        QCoreApplication::processEvents();
        QTRY_COMPARE(blog.field<QLabel>(u"parentPrice"_s)->text(), u"2 SELECTs"_s);
        QVERIFY2(blog.models().contains(u"lazy='selectin'"_s), qPrintable(blog.models()));
    }
};

QTEST_MAIN(TutorialTest)
#include "tst_tutorial.moc"
