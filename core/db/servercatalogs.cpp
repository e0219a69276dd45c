#include "servercatalogs.h"

namespace relata::db {

using namespace Qt::StringLiterals;

namespace {

ServerCatalogs postgresqlCatalogs()
{
    const QString action =
        u"CASE k.%1 WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' "
        "WHEN 'd' THEN 'SET DEFAULT' ELSE 'NO ACTION' END"_s;
    const QString table = u"pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                          "AND n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'f')"_s;
    ServerCatalogs catalogs;
    catalogs.tables = u"SELECT c.relname, c.relkind IN ('v', 'm') FROM %1 ORDER BY c.relname"_s.arg(table);
    catalogs.columns =
        u"SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull, "
        "CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END, "
        "CASE WHEN a.attgenerated = '' THEN '' ELSE 'STORED' END "
        "FROM %1 JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
        "LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum ORDER BY c.relname, a.attnum"_s
            .arg(table);
    catalogs.constraints =
        u"SELECT c.relname, k.conname, upper(k.contype::text), a.attname, t.relname, b.attname, %1, %2, "
        "k.condeferrable, k.condeferred, CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) "
        "END "
        "FROM %3 JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype IN ('p', 'u', 'f', 'c') "
        "LEFT JOIN LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY AS p(own, other, place) ON true "
        "LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.own "
        "LEFT JOIN pg_class t ON t.oid = k.confrelid "
        "LEFT JOIN pg_attribute b ON b.attrelid = t.oid AND b.attnum = p.other "
        "ORDER BY c.relname, k.oid, p.place"_s.arg(action.arg(u"confdeltype"_s), action.arg(u"confupdtype"_s),
                                                   table);
    catalogs.indexes =
        u"SELECT c.relname, i.relname, x.indisunique, x.indpred IS NOT NULL, a.attname "
        "FROM %1 JOIN pg_index x ON x.indrelid = c.oid JOIN pg_class i ON i.oid = x.indexrelid "
        "CROSS JOIN LATERAL unnest(x.indkey::int2[]) WITH ORDINALITY AS p(own, place) "
        "LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.own "
        "WHERE p.place <= x.indnkeyatts AND NOT EXISTS "
        "(SELECT 1 FROM pg_constraint k WHERE k.conindid = i.oid AND k.contype IN ('p', 'u', 'x')) "
        "ORDER BY c.relname, i.relname, p.place"_s.arg(table);
    catalogs.triggers = u"SELECT c.relname, g.tgname FROM %1 JOIN pg_trigger g ON g.tgrelid = c.oid "
                        "AND NOT g.tgisinternal ORDER BY c.relname, g.tgname"_s.arg(table);
    return catalogs;
}

ServerCatalogs mariadbCatalogs()
{
    ServerCatalogs catalogs;
    catalogs.tables = u"SELECT TABLE_NAME, TABLE_TYPE LIKE '%VIEW' FROM information_schema.TABLES "
                      "WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE <> 'SEQUENCE' ORDER BY TABLE_NAME"_s;
    catalogs.columns =
        u"SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE = 'YES', NULLIF(COLUMN_DEFAULT, 'NULL'), "
        "CASE WHEN EXTRA LIKE '%VIRTUAL%' THEN 'VIRTUAL' WHEN EXTRA LIKE '%STORED%' THEN 'STORED' ELSE '' "
        "END "
        "FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION"_s;
    catalogs.constraints =
        u"SELECT u.TABLE_NAME, u.CONSTRAINT_NAME, CASE WHEN u.CONSTRAINT_NAME = 'PRIMARY' THEN 'P' "
        "WHEN r.CONSTRAINT_NAME IS NULL THEN 'U' ELSE 'F' END, u.COLUMN_NAME, u.REFERENCED_TABLE_NAME, "
        "u.REFERENCED_COLUMN_NAME, REPLACE(r.DELETE_RULE, 'RESTRICT', 'NO ACTION'), "
        "REPLACE(r.UPDATE_RULE, 'RESTRICT', 'NO ACTION'), 0, 0, NULL, u.ORDINAL_POSITION "
        "FROM information_schema.KEY_COLUMN_USAGE u LEFT JOIN information_schema.REFERENTIAL_CONSTRAINTS r "
        "ON r.CONSTRAINT_SCHEMA = u.CONSTRAINT_SCHEMA AND r.TABLE_NAME = u.TABLE_NAME "
        "AND r.CONSTRAINT_NAME = u.CONSTRAINT_NAME AND u.REFERENCED_TABLE_NAME IS NOT NULL "
        "WHERE u.TABLE_SCHEMA = DATABASE() "
        "UNION ALL SELECT TABLE_NAME, CONSTRAINT_NAME, 'C', NULL, NULL, NULL, NULL, NULL, 0, 0, "
        "CHECK_CLAUSE, 1 "
        "FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE() "
        "ORDER BY 1, 3, 2, 12"_s;
    catalogs.indexes =
        u"SELECT TABLE_NAME, INDEX_NAME, 0, 0, COLUMN_NAME FROM information_schema.STATISTICS "
        "WHERE TABLE_SCHEMA = DATABASE() AND NON_UNIQUE = 1 ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX"_s;
    catalogs.triggers = u"SELECT EVENT_OBJECT_TABLE, TRIGGER_NAME FROM information_schema.TRIGGERS "
                        "WHERE TRIGGER_SCHEMA = DATABASE() ORDER BY TRIGGER_NAME"_s;
    return catalogs;
}

} // namespace

const ServerCatalogs &catalogsOf(sql::Engine engine)
{
    static const ServerCatalogs postgresql = postgresqlCatalogs();
    static const ServerCatalogs mariadb = mariadbCatalogs();
    return engine == sql::Engine::Mariadb ? mariadb : postgresql;
}

} // namespace relata::db
