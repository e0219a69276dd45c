#include "relationshipwriter.h"

#include "core/models/pythontext.h"

#include <algorithm>

namespace relata::models {

using namespace Qt::StringLiterals;
using mapping::ClassDeclaration;
using mapping::ConfiguredRelationship;
using mapping::InnerJoin;
using mapping::Lazy;
using mapping::PassiveDeletes;
using mapping::RelationshipDeclaration;
using mapping::RelationshipOptions;

namespace {

QString truth(bool value)
{
    return value ? u"True"_s : u"False"_s;
}

/// The cascade as declared; nothing where it is the default. One that only reads keeps what a reader may
/// have, which SQLAlchemy 1.4 insists on.
QString cascade(const RelationshipOptions &options, bool onlyReads)
{
    if (!options.cascade)
        return {};
    const mapping::CascadeText declared = mapping::parseCascades(*options.cascade);
    if (!declared.unknown.isEmpty())
        return literal(*options.cascade);
    if (!onlyReads)
        return declared.cascades == mapping::defaultCascades() ? QString() : literal(*options.cascade);
    const mapping::Cascades kept = declared.cascades & mapping::viewonlyCascades();
    if (kept == mapping::Cascades(mapping::Cascade::Merge))
        return {};
    return literal(kept == declared.cascades ? *options.cascade : mapping::cascadeWords(kept).join(u", "_s));
}

QString passiveDeletes(PassiveDeletes value)
{
    return value == PassiveDeletes::All ? u"'all'"_s : u"True"_s;
}

QString innerJoin(InnerJoin value)
{
    return value == InnerJoin::Unnested ? u"'unnested'"_s : u"True"_s;
}

} // namespace

RelationshipText RelationshipWriter::write(const ClassDeclaration &owner,
                                           const RelationshipDeclaration &declared) const
{
    RelationshipText text;
    text.start = m_names.relationship(owner.name, declared.name);
    if (m_style == Style::Mapped)
        annotate(owner, declared, text);
    else
        text.arguments += literal(m_names.className(declared.target));
    text.start += u" = db.relationship("_s;
    text.arguments += joins(declared, owner);
    if (saysUselist(owner, declared))
        text.arguments += u"uselist="_s + truth(*declared.uselist);
    if (!declared.orderBy.isEmpty())
        text.arguments += u"order_by="_s + m_references.order(declared.orderBy);
    if (!declared.backPopulates.isEmpty())
        text.arguments +=
            u"back_populates="_s + literal(m_names.relationship(declared.target, declared.backPopulates));
    if (declared.backref)
        text.arguments += u"backref="_s + backref(owner, declared, text);
    const bool isAnnotated =
        text.words.contains(u"DynamicMapped"_s) || text.words.contains(u"WriteOnlyMapped"_s);
    if (const QString word = lazy(declared, text); !word.isEmpty() && !isAnnotated)
        text.arguments += u"lazy="_s + word;
    text.arguments += behaviour(declared, nullptr);
    return text;
}

void RelationshipWriter::annotate(const ClassDeclaration &owner, const RelationshipDeclaration &declared,
                                  RelationshipText &text) const
{
    const QString target = literal(m_names.className(declared.target));
    const auto strategy = mapping::lazyFromWord(declared.lazy);
    const Ends ends = endsOf(owner, declared);
    QString annotation = u"Mapped["_s + target + u']';
    if (ends.toMany && (strategy == Lazy::Dynamic || strategy == Lazy::WriteOnly)) {
        const QString word = strategy == Lazy::Dynamic ? u"DynamicMapped"_s : u"WriteOnlyMapped"_s;
        text.words += word;
        annotation = word + u'[' + target + u']';
    } else if (ends.toMany) {
        text.words += u"List"_s;
        annotation = u"Mapped[List["_s + target + u"]]"_s;
    } else if (ends.mayBeNone) {
        text.words += u"Optional"_s;
        annotation = u"Mapped[Optional["_s + target + u"]]"_s;
    }
    text.start += u": "_s + annotation;
}

RelationshipWriter::Ends RelationshipWriter::endsOf(const ClassDeclaration &owner,
                                                    const RelationshipDeclaration &declared) const
{
    const ConfiguredRelationship *facts = m_configuration.relationship(owner.name, declared.name);
    if (!facts)
        return guessedEnds(owner, declared);
    const bool isChild = facts->direction == schema::Direction::ManyToOne;
    const bool mayBeNone = std::ranges::any_of(facts->localColumns, [this](mapping::ColumnIndex index) {
        return m_configuration.tables[index.table].columns[index.column].nullable;
    });
    return {facts->uselist, !isChild || mayBeNone};
}

/// Of a relationship that does not work nobody knows; what it was made for tells, or who has a foreign key.
RelationshipWriter::Ends RelationshipWriter::guessedEnds(const ClassDeclaration &owner,
                                                         const RelationshipDeclaration &declared) const
{
    const schema::Table *table = m_declarations.table(owner.table);
    const ClassDeclaration *target = m_declarations.classNamed(declared.target);
    const bool refers =
        table && target && std::ranges::any_of(table->foreignKeys, [target](const schema::ForeignKey &key) {
            return key.table == target->table;
        });
    const bool isChild = declared.secondary.isEmpty() &&
                         (declared.link.isValid() ? declared.end == mapping::KeyEnd::Child : refers);
    return {declared.uselist.value_or(!isChild), true};
}

/// An annotation says that one record is meant, and the direction what is meant where nothing is said.
bool RelationshipWriter::saysUselist(const ClassDeclaration &owner,
                                     const RelationshipDeclaration &declared) const
{
    if (!declared.uselist || (m_style == Style::Mapped && !*declared.uselist))
        return false;
    const ConfiguredRelationship *facts = m_configuration.relationship(owner.name, declared.name);
    return !facts || *declared.uselist == (facts->direction == schema::Direction::ManyToOne);
}

QStringList RelationshipWriter::joins(const RelationshipOptions &options, const ClassDeclaration &body) const
{
    QStringList all;
    if (!options.secondary.isEmpty())
        all += u"secondary="_s + m_references.secondary(options.secondary, body);
    if (!options.primaryjoin.isEmpty())
        all += u"primaryjoin="_s + m_references.condition(options.primaryjoin);
    if (!options.secondaryjoin.isEmpty())
        all += u"secondaryjoin="_s + m_references.condition(options.secondaryjoin);
    if (!options.foreignKeys.isEmpty())
        all += u"foreign_keys="_s + m_references.columns(options.foreignKeys, body);
    if (!options.remoteSide.isEmpty())
        all += u"remote_side="_s + m_references.columns(options.remoteSide, body);
    return all;
}

/// The strategy as a literal; "" where it is the default.
QString RelationshipWriter::lazy(const RelationshipOptions &options, RelationshipText &text) const
{
    const auto strategy = mapping::lazyFromWord(options.lazy);
    if (!strategy)
        return literal(options.lazy);
    if (*strategy == Lazy::WriteOnly && m_style == Style::Legacy) {
        text.isDynamicInstead = true;
        return literal(mapping::lazyWord(Lazy::Dynamic));
    }
    return *strategy == Lazy::Select ? QString() : literal(mapping::lazyWord(*strategy));
}

QStringList RelationshipWriter::behaviour(const RelationshipOptions &options,
                                          const RelationshipOptions *asking)
{
    QStringList all;
    const bool onlyReads = options.viewonly.value_or(asking && asking->viewonly.value_or(false));
    if (const QString words = cascade(options, onlyReads); !words.isEmpty())
        all += u"cascade="_s + words;
    if (options.passiveDeletes != PassiveDeletes::No)
        all += u"passive_deletes="_s + passiveDeletes(options.passiveDeletes);
    const auto said = [&](const std::optional<bool> &value, bool byDefault) {
        return value && (asking || *value != byDefault);
    };
    if (said(options.passiveUpdates, true))
        all += u"passive_updates="_s + truth(*options.passiveUpdates);
    if (said(options.postUpdate, false))
        all += u"post_update="_s + truth(*options.postUpdate);
    if (said(options.viewonly, false))
        all += u"viewonly="_s + truth(*options.viewonly);
    if (options.syncBackref)
        all += u"sync_backref="_s + truth(*options.syncBackref);
    if (options.singleParent)
        all += u"single_parent=True"_s;
    if (options.innerjoin != InnerJoin::No)
        all += u"innerjoin="_s + innerJoin(options.innerjoin);
    if (options.joinDepth)
        all += u"join_depth="_s + QString::number(*options.joinDepth);
    if (!options.overlaps.isEmpty())
        all += u"overlaps="_s + literal(options.overlaps);
    return all;
}

QString RelationshipWriter::backref(const ClassDeclaration &owner, const RelationshipDeclaration &declared,
                                    RelationshipText &text) const
{
    const RelationshipOptions &options = declared.backref->options;
    const QString name = literal(m_names.relationship(declared.target, declared.backref->name));
    QStringList arguments = joins(options, owner);
    if (options.uselist)
        arguments += u"uselist="_s + truth(*options.uselist);
    if (!options.orderBy.isEmpty())
        arguments += u"order_by="_s + m_references.order(options.orderBy);
    if (const QString word = lazy(options, text); !word.isEmpty())
        arguments += u"lazy="_s + word;
    arguments += behaviour(options, &declared);
    return arguments.isEmpty() ? name
                               : u"db.backref("_s + (QStringList{name} + arguments).join(u", "_s) + u')';
}

} // namespace relata::models
