#include "modelnames.h"

#include "core/models/columntypes.h"
#include "core/models/pythontext.h"

namespace relata::models {

using namespace Qt::StringLiterals;
using mapping::ClassDeclaration;
using mapping::RelationshipDeclaration;
using schema::Table;

namespace {

/// What the statements of a module, and of a class, call something.
QSet<QString> namesInUse(Style style)
{
    static const QSet<QString> ofMapped = {u"Any"_s,           u"List"_s,
                                           u"Optional"_s,      u"Mapped"_s,
                                           u"DynamicMapped"_s, u"WriteOnlyMapped"_s,
                                           u"mapped_column"_s, u"datetime"_s,
                                           u"decimal"_s,       u"bool"_s,
                                           u"bytes"_s,         u"float"_s,
                                           u"int"_s,           u"str"_s};
    const QSet<QString> names = {u"db"_s};
    return style == Style::Legacy ? names : names + ofMapped;
}

/// What the declarative base and db.Model keep for themselves, and what their constructor is called with.
bool isOfTheBase(const QString &name)
{
    static const QSet<QString> names = {u"metadata"_s, u"query"_s, u"query_class"_s, u"registry"_s,
                                        u"self"_s};
    return names.contains(name) || name.startsWith(u"__"_s) || name.startsWith(u"_sa_"_s);
}

} // namespace

ModelNames::ModelNames(const mapping::Declarations &declarations, Style style)
    : m_declarations(declarations), m_reserved(namesInUse(style))
{
    nameClasses();
    nameRelationships();
    nameColumns();
    nameTables();
    nameKeys();
}

const ClassDeclaration *ModelNames::classOf(const QString &table) const
{
    return m_classes.value(table);
}

QString ModelNames::className(const QString &declared) const
{
    return m_classNames.value(declared, declared);
}

QStringList ModelNames::keys(const QString &table, const QStringList &columns) const
{
    QStringList all;
    for (const QString &column : columns)
        all += key(table, column);
    return all;
}

QString ModelNames::relationship(const QString &className, const QString &name) const
{
    return m_relationships.value(className).value(name, name);
}

void ModelNames::nameClasses()
{
    m_moduleNames = m_reserved;
    for (const ClassDeclaration &each : m_declarations.classes) {
        if (isIdentifier(each.name) && !isKeyword(each.name) && !m_reserved.contains(each.name)) {
            m_classNames.insert(each.name, each.name);
            m_moduleNames += each.name;
        }
    }
    for (const ClassDeclaration &each : m_declarations.classes) {
        if (!m_classNames.contains(each.name)) {
            const QString name = free(identifierFrom(each.name), m_moduleNames);
            m_classNames.insert(each.name, name);
            m_moduleNames += name;
        }
        const Table *table = m_declarations.table(each.table);
        if (table && !table->primaryKey.isEmpty() && !m_classes.contains(each.table))
            m_classes.insert(each.table, &each);
    }
    m_typeClass = free(kDeclaredType, m_moduleNames);
    m_moduleNames += m_typeClass;
    m_reserved += m_typeClass;
}

void ModelNames::nameRelationships()
{
    for (const ClassDeclaration &each : m_declarations.classes) {
        for (const RelationshipDeclaration &declared : each.relationships) {
            addRelationship(each.name, declared.name);
            if (declared.backref)
                addRelationship(declared.target, declared.backref->name);
        }
    }
}

void ModelNames::addRelationship(const QString &className, const QString &name)
{
    QSet<QString> &taken = m_taken[className];
    const QString attribute = canBeAttribute(name) ? name : free(identifierFrom(name), taken);
    taken += attribute;
    m_relationships[className].insert(name, attribute);
}

void ModelNames::nameColumns()
{
    for (const Table &table : m_declarations.tables) {
        const ClassDeclaration *mapped = classOf(table.name);
        if (!mapped)
            continue;
        QSet<QString> &taken = m_taken[mapped->name];
        QHash<QString, QString> &attributes = m_attributes[table.name];
        for (const schema::Column &column : table.columns) {
            const QString wanted = mapped->attributes.value(column.name, column.name);
            if (!canBeAttribute(wanted) || taken.contains(wanted))
                continue;
            attributes.insert(column.name, wanted);
            taken += wanted;
        }
        for (const schema::Column &column : table.columns) {
            if (attributes.contains(column.name))
                continue;
            const QString attribute = free(identifierFrom(column.name), taken);
            attributes.insert(column.name, attribute);
            taken += attribute;
        }
    }
}

void ModelNames::nameTables()
{
    QHash<QString, QSet<QString>> inTheWay; ///< attributes of the classes that name the table
    for (const ClassDeclaration &each : m_declarations.classes) {
        for (const RelationshipDeclaration &declared : each.relationships) {
            if (!declared.secondary.isEmpty())
                inTheWay[declared.secondary] += m_taken.value(each.name);
        }
    }
    for (const Table &table : m_declarations.tables) {
        if (m_classes.contains(table.name))
            continue;
        const QSet<QString> taken = m_moduleNames + inTheWay.value(table.name);
        const bool isFree = isIdentifier(table.name) && !isKeyword(table.name) && !taken.contains(table.name);
        const QString name = isFree ? table.name : free(identifierFrom(table.name + u"_table"_s), taken);
        m_variables.insert(table.name, name);
        m_moduleNames += name;
    }
}

void ModelNames::nameKeys()
{
    for (const Table &table : m_declarations.tables) {
        QSet<QString> taken;
        for (const schema::Column &column : table.columns)
            taken += column.name;
        for (const schema::Column &column : table.columns) {
            if (!column.name.contains(u'.'))
                continue;
            const QString key = free(identifierFrom(column.name), taken);
            m_keys[table.name].insert(column.name, key);
            taken += key;
        }
    }
}

bool ModelNames::canBeAttribute(const QString &name) const
{
    return isIdentifier(name) && !isKeyword(name) && !isOfTheBase(name) && !m_reserved.contains(name);
}

/// The wish, or the wish with as many underscores after it as make it free.
QString ModelNames::free(const QString &wish, const QSet<QString> &taken) const
{
    QString name = wish.startsWith(u"_sa_"_s) ? wish.mid(1) : wish;
    while (taken.contains(name) || m_reserved.contains(name) || isOfTheBase(name))
        name += u'_';
    return name;
}

} // namespace relata::models
