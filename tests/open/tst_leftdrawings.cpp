#include "core/open/leftdrawings.h"
#include "tests/support/reflected.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

project::DesignContent drawing()
{
    project::DesignContent content;
    content.design.schema = tests::reflectedSql(u"CREATE TABLE user (id INTEGER PRIMARY KEY)"_s);
    return content;
}

} // namespace

/// Drawings that nobody has saved, after their process has ended.
class LeftDrawingsTest : public QObject
{
    Q_OBJECT

private slots:
    void whatAnEndedProcessLeftIsFound()
    {
        const QTemporaryDir folder;
        const QString drawings = folder.filePath(u"drawings"_s);
        {
            open::SafeCopy copy(drawings);
            QVERIFY(copy.keep(drawing(), u"/home/me/blog.relata"_s));
            QVERIFY(open::leftDrawings(drawings).isEmpty()); // Its process lives.
        }
        const QList<open::LeftDrawing> left = open::leftDrawings(drawings);
        QCOMPARE(left.size(), 1);
        QVERIFY(left.first().content.design == drawing().design);
        QCOMPARE(left.first().home, u"/home/me/blog.relata"_s);
        QVERIFY(left.first().content.unknown.isEmpty());
        QCOMPARE(QFileInfo(left.first().file).permissions() & 0x0077, QFile::Permissions());
        open::forgetDrawing(left.first().file);
        QVERIFY(open::leftDrawings(drawings).isEmpty());
        QVERIFY(QDir(drawings).isEmpty());
    }

    void whatWasSavedLeavesNothing()
    {
        const QTemporaryDir folder;
        {
            open::SafeCopy copy(folder.path());
            QVERIFY(copy.keep(drawing(), {}));
            QVERIFY(copy.keep(drawing(), {}));
            copy.remove();
        }
        QVERIFY(open::leftDrawings(folder.path()).isEmpty());
    }

    void aCopyThatCannotBeReadIsNone()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"x.relata"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("half") == 4);
        file.close();
        QVERIFY(open::leftDrawings(folder.path()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(LeftDrawingsTest)
#include "tst_leftdrawings.moc"
