#include "sqlkeywords.h"

#include <QSet>

namespace relata::mapping {

using namespace Qt::StringLiterals;

namespace {

using Words = QSet<QString>;

Words wordsIn(const QString &text)
{
    const QStringList words = text.split(u' ');
    return {words.cbegin(), words.cend()};
}

/// Those that SQLite 3.40 refuses as the name of a column; it takes its other keywords as they are.
const Words &sqliteWords()
{
    static const Words words = wordsIn(
        u"add all alter and as autoincrement between case check collate commit constraint create default deferrable delete distinct drop else escape except exists foreign from group having if in index insert intersect into is isnull join limit not nothing notnull null on or order primary raise references returning select set table then to transaction union unique update using values when where"_s);
    return words;
}

/// Those of PostgreSQL's manual, appendix C, that are reserved.
const Words &postgresqlWords()
{
    static const Words words = wordsIn(
        u"all analyse analyze and any array as asc asymmetric authorization between binary both case cast "
        u"check "
        "collate collation column concurrently constraint create cross current_catalog current_date "
        "current_role current_schema current_time current_timestamp current_user default deferrable desc "
        "distinct do else end except false fetch for foreign freeze from full grant group having ilike in "
        "initially inner intersect into is isnull join lateral leading left like limit localtime "
        "localtimestamp "
        "natural not notnull null offset on only or order outer overlaps placing primary references "
        "returning "
        "right select session_user similar some symmetric table tablesample then to trailing true union "
        "unique "
        "user using variadic verbose when where window with"_s);
    return words;
}

/// The reserved words of MySQL 8 and MariaDB that are likely to be names, and the rest of the common ones.
const Words &mysqlWords()
{
    static const Words words = wordsIn(
        u"add all alter analyze and as asc before between bigint binary blob both by call cascade case "
        u"change "
        "char character check collate column condition constraint continue convert create cross current_date "
        "current_time current_timestamp current_user cursor database databases dec decimal declare default "
        "delayed delete desc describe deterministic distinct div double drop dual each else elseif enclosed "
        "escaped except exists exit explain false fetch float for force foreign from fulltext generated "
        "grant "
        "group groups having if ignore in index infile inner inout insert int integer intersect interval "
        "into "
        "is iterate join key keys kill leading leave left like limit linear lines load localtime lock long "
        "loop "
        "match mod natural not null numeric of offset on optimize option optionally or order out outer over "
        "partition precision primary procedure purge range rank read real recursive references regexp "
        "release "
        "rename repeat replace require restrict return returning revoke right rlike row rows schema schemas "
        "select sensitive separator set show signal smallint spatial sql starting straight_join system table "
        "terminated then tinyint to trailing trigger true undo union unique unlock unsigned update usage use "
        "using values varchar varying when where while window with write xor zerofill"_s);
    return words;
}

} // namespace

bool isKeyword(const QString &engine, const QString &name)
{
    const QString word = name.toLower();
    if (engine == "postgresql"_L1)
        return postgresqlWords().contains(word);
    if (engine == "mysql"_L1 || engine == "mariadb"_L1)
        return mysqlWords().contains(word);
    return sqliteWords().contains(word);
}

QString engineName(const QString &engine)
{
    if (engine == "postgresql"_L1)
        return u"PostgreSQL"_s;
    if (engine == "mysql"_L1)
        return u"MySQL"_s;
    return engine == "mariadb"_L1 ? u"MariaDB"_s : u"SQLite"_s;
}

} // namespace relata::mapping
