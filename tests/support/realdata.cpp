#include "realdata.h"

#include <QFileInfo>
#include <QTest>

namespace relata::tests {

using namespace Qt::StringLiterals;

QString realDataFolder()
{
    const QString folder = QString::fromLocal8Bit(RELATA_TEST_DATA) + u"/data"_s;
    return QFileInfo(folder).isDir() ? folder : QString();
}

QStringList realDatabases()
{
    if (realDataFolder().isEmpty())
        return {};
    QStringList paths;
    for (const QString &name : {u"chinook/Chinook_Sqlite.sqlite"_s, u"northwind/northwind.db"_s,
                                u"sakila/sakila.db"_s, u"tryton/tryton.db"_s, u"apps/firefox_places.sqlite"_s,
                                u"apps/chromium_History.sqlite"_s, u"apps/chromium_Login_Data.sqlite"_s})
        paths += realDataFolder() + u'/' + name;
    return paths;
}

QString realDatabase(const QString &name)
{
    return realDataFolder().isEmpty() ? QString() : realDataFolder() + u'/' + name;
}

void addRealDatabases()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("") << QString();
    for (const QString &file : realDatabases())
        QTest::newRow(qPrintable(file.section(u'/', -1))) << file;
}

} // namespace relata::tests
