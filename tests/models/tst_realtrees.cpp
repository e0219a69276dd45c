#include "tests/models/treeonfile.h"
#include "tests/support/realdata.h"
#include "tests/support/scratchdatabase.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::ScratchDatabase;
using tests::TreeOnFile;

/// The tree of records on databases that nobody here wrote.
class RealTreesTest : public QObject
{
    Q_OBJECT

private slots:
    void everyRealDatabaseExpandsThreeLevels_data() { tests::addRealDatabases(); }
    void everyRealDatabaseExpandsThreeLevels()
    {
        SKIP_WITHOUT_REAL_DATA();
        QFETCH(QString, file);
        if (file.isEmpty())
            return;
        const ScratchDatabase copy = ScratchDatabase::copyOf(file);
        const QByteArray before = copy.checksum();
        {
            TreeOnFile tree(copy.file(), true);
            QVERIFY(tree.open.isOpen());
            int tables = 0;
            for (const schema::Table &table : tree.open->schema().tables) {
                if (table.kind != schema::TableKind::Table ||
                    copy.rows(u"SELECT 1 FROM \"%1\" LIMIT 1"_s.arg(table.name)).isEmpty() || ++tables > 12)
                    continue;
                tree.show(table.name);
                QVERIFY2(tree.model->rowCount() > 0, qPrintable(table.name));
                expandFirst(tree, {}, 3);
            }
            for (const auto &record : tree.open.log())
                QVERIFY2(record.error.isEmpty(), qPrintable(record.sql + record.error));
        }
        QCOMPARE(copy.checksum(), before);
    }

private:
    void expandFirst(TreeOnFile &tree, const QModelIndex &list, int levels)
    {
        if (levels == 0 || tree.model->rowCount(list) == 0)
            return;
        const QPersistentModelIndex record = tree.model->index(0, 0, list);
        tree.expand(record);
        for (int row = 0; row < qMin(6, tree.model->rowCount(record)); ++row) {
            const QPersistentModelIndex side = tree.model->index(row, 0, record);
            if (!tree.model->hasChildren(side))
                continue;
            tree.expand(side);
            if (row == 0 || tree.model->rowCount(side) > 0) {
                expandFirst(tree, side, levels - 1);
                break;
            }
        }
    }
};

QTEST_GUILESS_MAIN(RealTreesTest)
#include "tst_realtrees.moc"
