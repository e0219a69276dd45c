#include "core/base/rowpage.h"

#include <QTest>

using namespace relata::base;

class RowPageTest : public QObject
{
    Q_OBJECT

private slots:
    void aCellLiesInThePageAsItWasAppended()
    {
        const Values row = {Value(), Value::integer(-7), Value::real(0.5), Value::utf8("\xc3\xa4"),
                            Value::blob(QByteArray("\0x", 2))};
        RowPage page(int(row.size()));
        for (int times = 0; times < 2; ++times) {
            for (int column = 0; column < row.size(); ++column)
                page.appendValue(column, row[column]);
            page.endRow();
        }
        for (int column = 0; column < row.size(); ++column) {
            QCOMPARE(page.cell(1, column).type, row[column].type());
            QCOMPARE(page.cell(1, column).value(), row[column]);
            QCOMPARE(page.cell(1, column).value(), page.value(1, column));
        }
    }
};

QTEST_APPLESS_MAIN(RowPageTest)
#include "tst_rowpage.moc"
