#include "deletion.h"

#include <algorithm>

namespace relata::insight {

using namespace Qt::StringLiterals;
using mapping::Cascade;
using mapping::PassiveDeletes;
using Outcome = Deletion::Outcome;
using schema::Action;
using schema::ForeignKey;
using schema::Table;

namespace {

/// What a deletion is about.
struct Facts
{
    const mapping::ConfiguredRelationship &declared;
    const Table *child = nullptr; ///< with the foreign key; null where there is none
    const ForeignKey *key = nullptr;

    bool mayBeNull() const
    {
        return child && key && std::ranges::all_of(key->columns, [this](const QString &name) {
                   const schema::Column *column = child->column(name);
                   return column && column->nullable;
               });
    }
};

Outcome outcomeOf(Action action, bool mayBeNull)
{
    switch (action) {
    case Action::Cascade:
        return Outcome::ChildrenGo;
    case Action::SetNull:
        return mayBeNull ? Outcome::ChildrenStay : Outcome::Refused;
    case Action::SetDefault:
        return Outcome::ChildrenStay;
    default:
        return Outcome::Refused;
    }
}

Outcome byDatabase(const Facts &facts)
{
    if (!facts.key)
        return Outcome::ChildrenStay;
    const Outcome outcome = outcomeOf(facts.key->onDelete, facts.mayBeNull());
    const bool isLink = facts.declared.secondary >= 0;
    return isLink && outcome == Outcome::ChildrenGo ? Outcome::Unlinked : outcome;
}

/// What the session does by itself; where it does nothing, what the database does then.
Outcome bySession(const Facts &facts)
{
    const mapping::ConfiguredRelationship &declared = facts.declared;
    if (declared.viewonly || declared.passiveDeletes != PassiveDeletes::No)
        return byDatabase(facts); // Of what is not loaded.
    if (declared.cascade.testFlag(Cascade::Delete))
        return Outcome::ChildrenGo;
    if (declared.secondary >= 0)
        return Outcome::Unlinked;
    return facts.mayBeNull() || !facts.key ? Outcome::ChildrenStay : Outcome::Refused;
}

QString ofSession(const Facts &facts, const QString &children)
{
    const mapping::ConfiguredRelationship &declared = facts.declared;
    if (declared.viewonly)
        return u"the session does nothing to %1: viewonly"_s.arg(children);
    if (declared.passiveDeletes == PassiveDeletes::All)
        return u"the session leaves %1 to the database"_s.arg(children);
    const bool reads = declared.passiveDeletes == PassiveDeletes::No;
    const QString which = reads ? children : u"those of %1 that are loaded"_s.arg(children);
    const QString rest = reads ? QString() : u" and leaves the others to the database"_s;
    if (declared.cascade.testFlag(Cascade::Delete))
        return (reads ? u"the session reads and deletes %1"_s : u"the session deletes %1"_s).arg(which) +
               rest;
    if (declared.secondary >= 0)
        return u"the session deletes the rows that link it to %1, which stay"_s.arg(which) + rest;
    if (!facts.key)
        return u"the session takes it from %1, which stay"_s.arg(which) + rest;
    const QString columns = facts.child->name + u'.' + facts.key->columns.join(u", "_s);
    QString words = u"the session sets %1 of %2 to NULL"_s.arg(columns, which) + rest;
    if (!facts.mayBeNull() && reads)
        words += u", which is refused: the column is NOT NULL"_s;
    return words;
}

QString ofDatabase(const Facts &facts)
{
    if (!facts.key)
        return u"the database does nothing: there is no foreign key"_s;
    const QString action = schema::actionWords(facts.key->onDelete);
    const bool isLink = facts.declared.secondary >= 0;
    switch (byDatabase(facts)) {
    case Outcome::ChildrenGo:
        return u"the database deletes them: ON DELETE %1"_s.arg(action);
    case Outcome::Unlinked:
        return u"the database deletes the rows that link them: ON DELETE %1"_s.arg(action);
    case Outcome::ChildrenStay:
        return u"the database lets them stay without it: ON DELETE %1"_s.arg(action);
    case Outcome::Refused:
        break;
    }
    return (isLink ? u"the database refuses while rows link to it: ON DELETE %1"_s
                   : u"the database refuses while there are any: ON DELETE %1"_s)
        .arg(action);
}

} // namespace

Deletion deletionOf(const mapping::MappedSchema &schema, const mapping::Side &parent)
{
    Facts facts{schema.configuration->relationships.at(parent.number)};
    facts.child = schema.tableOfLink(parent.link);
    facts.key = facts.child ? facts.child->foreignKey(parent.link) : nullptr;
    Deletion deletion{bySession(facts), byDatabase(facts), {}};
    deletion.sentence = u"When a row of %1 is deleted, %2. Past the session, %3."_s.arg(
        parent.className, ofSession(facts, u"its %1"_s.arg(parent.name)), ofDatabase(facts));
    return deletion;
}

} // namespace relata::insight
