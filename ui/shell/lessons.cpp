#include "lessons.h"

#include "core/mapping/mappedschema.h"
#include "core/mapping/plan/editside.h"
#include "core/mapping/plan/pairing.h"
#include "core/schema/rowid.h"

namespace relata::ui {

using namespace Qt::StringLiterals;
using schema::Column;
using schema::Table;

namespace {

constexpr base::TableId kUser{1};
constexpr base::TableId kPost{2};
constexpr base::LinkId kLink{1};

Column column(const QString &name, const QString &type, bool nullable = true)
{
    Column made;
    made.name = name;
    made.type = type;
    made.nullable = nullable;
    return made;
}

Table table(base::TableId id, const QString &name, const QList<Column> &columns)
{
    Table made;
    made.id = id;
    made.name = name;
    made.columns = columns;
    made.primaryKey = {u"id"_s};
    return schema::withRowid(made);
}

schema::ForeignKey keyTo(const QString &target)
{
    schema::ForeignKey key;
    key.id = kLink;
    key.columns = {u"user_id"_s};
    key.table = target;
    key.targetColumns = {u"id"_s};
    return key;
}

/// The blog with its relationship written in a way; the lessons' own design refuses none.
mapping::Given paired(const mapping::Design &design, mapping::Pairing pairing)
{
    return mapping::withPairing(design, kLink, pairing).value_or(design.given);
}

} // namespace

mapping::Design Lessons::blog()
{
    Table user =
        table(kUser, u"user"_s,
              {column(u"id"_s, u"INTEGER"_s, false), column(u"username"_s, u"VARCHAR(80)"_s, false)});
    user.uniques = {{{u"username"_s}}};
    Table post = table(kPost, u"post"_s,
                       {column(u"id"_s, u"INTEGER"_s, false), column(u"title"_s, u"VARCHAR(120)"_s, false),
                        column(u"user_id"_s, u"INTEGER"_s)});
    post.foreignKeys = {keyTo(u"user"_s)};
    post.indexes = {schema::Index{u"ix_post_user_id"_s, {u"user_id"_s}}};
    mapping::Design design{{u"sqlite"_s, {user, post}}, {}};
    design.given = paired(design, mapping::Pairing::BackrefOfParent);
    // As the tutorial writes it, without what a careful person would add.
    const mapping::MappedSchema schema = mapping::mapped(design);
    if (const mapping::Side *posts = schema.parentSide(kLink)) {
        const auto plain = mapping::withSideEdited(design, *posts, [](mapping::RelationshipOptions &options) {
            options.passiveDeletes = mapping::PassiveDeletes::No;
        });
        design.given = plain.value_or(design.given);
    }
    return design;
}

project::DiagramLayout Lessons::blogLayout()
{
    return {{{kUser, {0, 0}}, {kPost, {360, 0}}}};
}

QList<Lesson> Lessons::all()
{
    return {aLink(), missingKey(), wrongTable(), oneSide(), manySelects()};
}

Lesson Lessons::aLink()
{
    const mapping::Design design = blog();
    const mapping::MappedSchema schema = mapping::mapped(design);
    Lesson lesson;
    lesson.title = tr("A link that works");
    lesson.words = tr(
        "Each post belongs to one user. Two things make that a link: the foreign key post.user_id, which "
        "says in the database which user it is, and relationship(), which gives you the objects in Python: "
        "user.posts is the list of a user's posts.\n\nThe backref adds the way back: post.user is the user "
        "of a post. Give the list a name that says more and see what follows it.");
    lesson.tryWords = tr("Rename 'posts' to 'articles'");
    if (const mapping::Side *posts = schema.parentSide(kLink)) {
        const auto renamed = mapping::withSideRenamed(design, *posts, u"articles"_s);
        if (renamed)
            lesson.trial = {lesson.tryWords, {mapping::GivenChange{design.given, *renamed}}};
    }
    return lesson;
}

Lesson Lessons::missingKey()
{
    const mapping::Design design = blog();
    Lesson lesson;
    lesson.title = tr("Mistake 1: no foreign key");
    lesson.words = tr(
        "relationship() finds no way by itself: it follows a foreign key. Where the child has none, "
        "SQLAlchemy stops with NoForeignKeysError as soon as the models are used, and not before: the line "
        "with relationship() itself looks right.\n\nThe cure is the key, on the table of the many: a post "
        "names its user, a user cannot name all posts.");
    lesson.tryWords = tr("Forget the foreign key");
    if (const auto without = mapping::withoutKey(design, kLink))
        lesson.trial = {lesson.tryWords,
                        {without->change, mapping::GivenChange{design.given, without->given}}};
    return lesson;
}

Lesson Lessons::wrongTable()
{
    Lesson lesson;
    lesson.title = tr("Mistake 2: a wrong table in ForeignKey");
    lesson.words = tr(
        "db.ForeignKey('user.id') names a table and a column, as the database calls them: not the class "
        "User, and no name that is nearly right. A name that leads nowhere breaks the link, and all that "
        "relies on it.\n\nA broken key is drawn as a stub with a cross, and Relata looks for the name that "
        "was meant.");
    lesson.tryWords = tr("Write ForeignKey('usr.id')");
    const QList<schema::SchemaStep> steps = {schema::RemoveForeignKey{kPost, kLink},
                                             schema::AddForeignKey{kPost, 0, keyTo(u"usr"_s)}};
    lesson.trial = {
        lesson.tryWords,
        {schema::SchemaChange{lesson.tryWords, steps}, mapping::GivenChange{blog().given, blog().given}}};
    return lesson;
}

Lesson Lessons::oneSide()
{
    const mapping::Design design = blog();
    Lesson lesson;
    lesson.title = tr("Mistake 3: only one side");
    lesson.words = tr(
        "Without backref or back_populates only the user knows about posts: post.user does not exist. "
        "Nothing fails at once, which makes it hard to see.\n\nWith both sides, either one can be set, and "
        "the other follows in memory before anything is saved.");
    lesson.tryWords = tr("Leave the backref out");
    lesson.trial = {lesson.tryWords,
                    {mapping::GivenChange{design.given, paired(design, mapping::Pairing::OnlyParent)}}};
    return lesson;
}

Lesson Lessons::manySelects()
{
    const mapping::Design design = blog();
    const mapping::MappedSchema schema = mapping::mapped(design);
    Lesson lesson;
    lesson.title = tr("Mistake 4: one SELECT for each user");
    lesson.words =
        tr("lazy='select' asks for a user's posts when you first touch user.posts. In a loop over 100 users "
           "that is one statement for the users and one more for each of them.\n\nlazy='selectin' asks for "
           "the posts of all users at once. lazy='joined' does it in one statement, which is good for one "
           "parent, and bad for two lists side by side: their rows multiply.");
    lesson.tryWords = tr("Set lazy='selectin'");
    lesson.isPriced = true;
    if (const mapping::Side *posts = schema.parentSide(kLink)) {
        const auto edited = mapping::withSideEdited(
            design, *posts, [](mapping::RelationshipOptions &options) { options.lazy = u"selectin"_s; });
        if (edited)
            lesson.trial = {lesson.tryWords, {mapping::GivenChange{design.given, *edited}}};
    }
    return lesson;
}

} // namespace relata::ui
