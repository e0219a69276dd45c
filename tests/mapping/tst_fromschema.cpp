#include "core/db/connection.h"
#include "core/db/reflector.h"
#include "core/mapping/configure.h"
#include "core/mapping/fromschema.h"
#include "tests/support/realdata.h"
#include "tests/support/scratchdatabase.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

schema::Schema reflected(const QString &path)
{
    base::ConnectionSettings settings;
    settings.file = path;
    auto connection = db::Connection::open(settings);
    if (!connection)
        qFatal("%s", qPrintable(connection.error().text()));
    const auto schema = db::reflect(**connection);
    if (!schema)
        qFatal("%s", qPrintable(schema.error().text()));
    return *schema;
}

schema::Schema sample()
{
    QFile file(QString::fromLocal8Bit(RELATA_SOURCE_DIR) + u"/resources/sample/schema.sql"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the sample schema is missing");
    const tests::ScratchDatabase scratch(QString::fromUtf8(file.readAll()));
    return reflected(scratch.file());
}

/// What differs between a relationship of a schema and the configured one, else null.
QString difference(const mapping::Configuration &configuration, const schema::MappedClass &owner,
                   const schema::Relationship &each)
{
    const mapping::ConfiguredRelationship *found = configuration.relationship(owner.name, each.name);
    const QString label = owner.name + u'.' + each.name;
    if (!found)
        return label + u" is not configured"_s;
    if (found->direction != each.direction || found->uselist != each.uselist || found->lazy != each.lazy)
        return label + u" has another direction"_s;
    if (configuration.classes[found->target].name != each.target ||
        found->localRemotePairs.size() < each.pairs.size())
        return label + u" leads elsewhere"_s;
    for (int i = 0; i < each.pairs.size(); ++i) {
        const mapping::LocalRemotePair pair = found->localRemotePairs[i];
        if (!schema::sameName(configuration.label(pair.local).section(u'.', -1), each.pairs[i].local) ||
            !schema::sameName(configuration.label(pair.remote).section(u'.', -1), each.pairs[i].remote))
            return label + u" joins other columns"_s;
    }
    return found->reverse.size() == 1 ? QString() : label + u" is not linked with its other side"_s;
}

} // namespace

class FromSchemaTest : public QObject
{
    Q_OBJECT

private slots:
    void everyRelationshipOfASchemaIsConfiguredTheSame_data()
    {
        QTest::addColumn<QString>("path");
        for (const QString &path : tests::realDatabases())
            QTest::newRow(qPrintable(path.section(u'/', -1))) << path;
        QTest::newRow("sample") << QString();
    }

    void everyRelationshipOfASchemaIsConfiguredTheSame()
    {
        QFETCH(QString, path);
        const schema::Schema schema = path.isEmpty() ? sample() : reflected(path);
        const mapping::Configuration configuration = mapping::configure(mapping::declarationsOf(schema));
        QStringList problems;
        for (const schema::MappedClass &owner : schema.classes) {
            for (const schema::Relationship &each : owner.relationships) {
                if (!schema.table(owner.table)->primaryKey.isEmpty() &&
                    !schema.table(each.targetTable)->primaryKey.isEmpty())
                    problems += difference(configuration, owner, each);
            }
        }
        problems.removeAll(QString());
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }
};

QTEST_APPLESS_MAIN(FromSchemaTest)
#include "tst_fromschema.moc"
