#include "core/base/value.h"
#include "core/models/modelwriter.h"
#include "tests/support/reflected.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace relata;
using mapping::Backref;
using mapping::ClassDeclaration;
using mapping::Design;
using mapping::RelationshipDeclaration;
using models::ModelOptions;
using models::ModelText;
using models::Style;

namespace {

const QString kBlog =
    u"CREATE TABLE post (id INTEGER NOT NULL PRIMARY KEY, title VARCHAR(120) NOT NULL,"
    " user_id INTEGER NOT NULL REFERENCES user (id));"
    "CREATE TABLE user (id INTEGER NOT NULL PRIMARY KEY, username VARCHAR(80) NOT NULL UNIQUE);"_s;

Design designOf(const QString &sql)
{
    return {tests::reflectedSql(sql), {}};
}

RelationshipDeclaration relationship(const QString &name, const QString &target)
{
    RelationshipDeclaration declared;
    declared.name = name;
    declared.target = target;
    return declared;
}

/// The blog, whose user declares its posts as a person did.
Design blogWith(const RelationshipDeclaration &posts)
{
    Design design = designOf(kBlog);
    design.given.classes = {ClassDeclaration{u"User"_s, u"user"_s, {posts}, {}}};
    return design;
}

QString legacy(const Design &design)
{
    return models::modelsOf(design).text();
}

QString inStyleOfTwo(const Design &design)
{
    return models::modelsOf(design, ModelOptions{Style::Mapped, {}}).text();
}

QStringList sentences(const ModelText &text)
{
    QStringList all;
    for (const mapping::Diagnostic &each : text.findings)
        all += mapping::gradeWord(each.grade) + u": "_s + each.sentence;
    return all;
}

void verifyHas(const QString &text, const QString &part)
{
    QVERIFY2(text.contains(part), qPrintable(u"There is no\n"_s + part + u"\nin\n"_s + text));
}

} // namespace

class ModelsTest : public QObject
{
    Q_OBJECT

private slots:
    void theTutorialComesOutAsItsAuthorWroteIt()
    {
        RelationshipDeclaration posts = relationship(u"posts"_s, u"Post"_s);
        posts.backref = Backref{u"author"_s, {}};
        posts.lazy = u"True"_s;
        posts.passiveDeletes = mapping::PassiveDeletes::All;
        QCOMPARE(legacy(blogWith(posts)),
                 u"from flask_sqlalchemy import SQLAlchemy\n"
                 "\n"
                 "db = SQLAlchemy()\n"
                 "\n\n"
                 "class User(db.Model):\n"
                 "    id = db.Column(db.Integer, primary_key=True)\n"
                 "    username = db.Column(db.String(80), unique=True, nullable=False)\n"
                 "    posts = db.relationship('Post', backref='author', passive_deletes='all')\n"
                 "\n\n"
                 "class Post(db.Model):\n"
                 "    id = db.Column(db.Integer, primary_key=True)\n"
                 "    title = db.Column(db.String(120), nullable=False)\n"
                 "    user_id = db.Column(db.Integer, db.ForeignKey('user.id'), nullable=False)\n"_s);
    }

    void theTutorialInTheStyleOfTwo()
    {
        QCOMPARE(inStyleOfTwo(designOf(kBlog)),
                 u"from typing import List\n"
                 "\n"
                 "from flask_sqlalchemy import SQLAlchemy\n"
                 "from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column\n"
                 "\n\n"
                 "class Base(DeclarativeBase):\n"
                 "    pass\n"
                 "\n\n"
                 "db = SQLAlchemy(model_class=Base)\n"
                 "\n\n"
                 "class User(db.Model):\n"
                 "    id: Mapped[int] = mapped_column(primary_key=True)\n"
                 "    username: Mapped[str] = mapped_column(db.String(80), unique=True)\n"
                 "    posts: Mapped[List['Post']] = db.relationship(\n"
                 "        back_populates='user', passive_deletes='all'\n"
                 "    )\n"
                 "\n\n"
                 "class Post(db.Model):\n"
                 "    id: Mapped[int] = mapped_column(primary_key=True)\n"
                 "    title: Mapped[str] = mapped_column(db.String(120))\n"
                 "    user_id: Mapped[int] = mapped_column(db.ForeignKey('user.id'))\n"
                 "    user: Mapped['User'] = db.relationship(back_populates='posts')\n"_s);
    }

    void theSameDesignGivesTheSameText()
    {
        const Design design = designOf(tests::sampleSql(u"schema.sql"_s));
        for (const Style style : {Style::Legacy, Style::Mapped}) {
            const ModelText first = models::modelsOf(design, ModelOptions{style, {}});
            for (int i = 0; i < 5; ++i)
                QVERIFY(models::modelsOf(design, ModelOptions{style, {}}) == first);
        }
    }

    void whatIsTheDefaultIsNotWritten()
    {
        RelationshipDeclaration posts = relationship(u"posts"_s, u"Post"_s);
        posts.lazy = u"select"_s;
        posts.cascade = u"merge, save-update"_s;
        posts.uselist = true;
        posts.passiveUpdates = true;
        posts.viewonly = false;
        verifyHas(legacy(blogWith(posts)), u"    posts = db.relationship('Post')\n"_s);
    }

    void everyArgumentIsWrittenAsDeclared()
    {
        RelationshipDeclaration posts = relationship(u"posts"_s, u"Post"_s);
        posts.foreignKeys = {{u"post"_s, u"user_id"_s}};
        posts.orderBy = {{{u"post"_s, u"title"_s}, true}, {{u"post"_s, u"id"_s}, false}};
        posts.lazy = u"False"_s;
        posts.cascade = u"all, delete-orphan"_s;
        posts.passiveDeletes = mapping::PassiveDeletes::Yes;
        posts.passiveUpdates = false;
        posts.postUpdate = true;
        posts.syncBackref = false;
        posts.singleParent = true;
        posts.innerjoin = mapping::InnerJoin::Unnested;
        posts.joinDepth = 2;
        posts.overlaps = u"a,b"_s;
        posts.backref = Backref{u"author"_s, {}};
        posts.backref->options.lazy = u"joined"_s;
        posts.backref->options.viewonly = false;
        verifyHas(legacy(blogWith(posts)),
                  u"    posts = db.relationship(\n"
                  "        'Post',\n"
                  "        foreign_keys='Post.user_id',\n"
                  "        order_by='[Post.title.desc(), Post.id]',\n"
                  "        backref=db.backref('author', lazy='joined', viewonly=False),\n"
                  "        lazy='joined',\n"
                  "        cascade='all, delete-orphan',\n"
                  "        passive_deletes=True,\n"
                  "        passive_updates=False,\n"
                  "        post_update=True,\n"
                  "        sync_backref=False,\n"
                  "        single_parent=True,\n"
                  "        innerjoin='unnested',\n"
                  "        join_depth=2,\n"
                  "        overlaps='a,b',\n"
                  "    )\n"_s);
    }

    void aJoinWithMarksAndLiteralsIsALambda()
    {
        RelationshipDeclaration posts = relationship(u"posts"_s, u"Post"_s);
        mapping::Comparison key;
        key.left.column = {u"user"_s, u"id"_s};
        key.right.column = {u"post"_s, u"user_id"_s};
        key.right.foreign = true;
        mapping::Comparison title;
        title.left.column = {u"post"_s, u"title"_s};
        title.op = u"<>"_s;
        title.right.literal = base::Value::text(u"it's"_s);
        mapping::Comparison like = title;
        like.op = u"LIKE"_s;
        posts.primaryjoin = {key, title, like};
        posts.viewonly = true;
        verifyHas(legacy(blogWith(posts)),
                  u"        primaryjoin=lambda: db.and_(\n"
                  "            User.id == db.foreign(Post.user_id),\n"
                  "            Post.title != \"it's\",\n"
                  "            Post.title.op('LIKE', is_comparison=True)(\"it's\"),\n"
                  "        ),\n"_s);
    }

    void aRelationshipThatOnlyReadsHasNoCascadeThatWrites()
    {
        RelationshipDeclaration posts = relationship(u"posts"_s, u"Post"_s);
        posts.viewonly = true;
        posts.cascade = u"all, delete-orphan"_s;
        verifyHas(legacy(blogWith(posts)), u"cascade='expunge, merge, refresh-expire', viewonly=True"_s);
        posts.backref = Backref{u"author"_s, {}};
        posts.backref->options.cascade = u"all"_s;
        verifyHas(legacy(blogWith(posts)),
                  u"backref=db.backref('author', cascade='expunge, merge, refresh-expire')"_s);
        posts.backref.reset();
        posts.cascade = u"save-update, merge"_s;
        verifyHas(legacy(blogWith(posts)), u"posts = db.relationship('Post', viewonly=True)\n"_s);
    }

    void writeOnlyIsDynamicInTheLegacyStyleAndSaysSo()
    {
        RelationshipDeclaration posts = relationship(u"posts"_s, u"Post"_s);
        posts.lazy = u"write_only"_s;
        const Design design = blogWith(posts);
        const ModelText text = models::modelsOf(design);
        verifyHas(text.text(),
                  u"    # write_only in SQLAlchemy 2.0, which 1.4 does not know: dynamic is the nearest.\n"
                  "    posts = db.relationship('Post', lazy='dynamic')\n"_s);
        QCOMPARE(sentences(text),
                 QStringList{u"lint: 'User.posts' loads write_only, which SQLAlchemy 1.4 does "
                             "not know: the models say dynamic."_s});
        const ModelText modern = models::modelsOf(design, ModelOptions{Style::Mapped, {}});
        verifyHas(modern.text(), u"    posts: WriteOnlyMapped['Post'] = db.relationship()\n"_s);
        verifyHas(modern.text(), u"import DeclarativeBase, Mapped, WriteOnlyMapped, mapped_column\n"_s);
        QVERIFY(modern.findings.isEmpty());
    }

    void dynamicIsItsAnnotation()
    {
        RelationshipDeclaration posts = relationship(u"posts"_s, u"Post"_s);
        posts.lazy = u"dynamic"_s;
        verifyHas(inStyleOfTwo(blogWith(posts)), u"    posts: DynamicMapped['Post'] = db.relationship()\n"_s);
    }

    void anAnnotationSaysWhatMayBeMissing()
    {
        const QString text = inStyleOfTwo(designOf(
            u"CREATE TABLE person (id INTEGER NOT NULL PRIMARY KEY, boss INTEGER REFERENCES person (id));"
            "CREATE TABLE badge (id INTEGER NOT NULL PRIMARY KEY, owner INTEGER NOT NULL UNIQUE REFERENCES person (id))"_s));
        verifyHas(text, u"    boss: Mapped[Optional[int]] = mapped_column(db.ForeignKey('person.id'))\n"_s);
        verifyHas(text, u"    parent: Mapped[Optional['Person']] = db.relationship("_s);
        verifyHas(text, u"    badge: Mapped[Optional['Badge']] = db.relationship(\n"
                        "        back_populates='person', passive_deletes='all'\n"_s);
        verifyHas(text, u"    person: Mapped['Person'] = db.relationship(back_populates='badge')\n"_s);
    }

    void aTableWithoutAKeyIsNoClass()
    {
        const ModelText text = models::modelsOf(
            designOf(kBlog + u"CREATE TABLE log (line TEXT, user_id INTEGER REFERENCES user (id));"_s));
        verifyHas(text.text(), u"# 'log' has no primary key, so it is no class. Left out: user.\n"
                               "log = db.Table(\n"
                               "    'log',\n"
                               "    db.Column('line', db.Text),\n"
                               "    db.Column('user_id', db.Integer, db.ForeignKey('user.id')),\n"
                               ")\n"_s);
        verifyHas(text.text(), u"    # logs is left out: 'log' has no primary key, so it is no class.\n"_s);
        QCOMPARE(sentences(text),
                 QStringList{u"lint: 'log' has no primary key: the models have it as a table "
                             "without a class."_s});
    }

    void aLinkTableStandsBeforeItIsUsed()
    {
        const QString text =
            legacy(designOf(u"CREATE TABLE page (id INTEGER NOT NULL PRIMARY KEY, tags TEXT);"
                            "CREATE TABLE tag (id INTEGER NOT NULL PRIMARY KEY);"
                            "CREATE TABLE tags (page INTEGER NOT NULL REFERENCES page (id), tag INTEGER NOT "
                            "NULL REFERENCES tag (id),"
                            " PRIMARY KEY (page, tag))"_s));
        // `tags` is a column of the class that would have to name the table.
        const qsizetype table = text.indexOf(u"tags_table = db.Table(\n    'tags',\n"_s);
        const qsizetype use = text.indexOf(u"secondary=tags_table"_s);
        QVERIFY2(table > 0 && use > table, qPrintable(text));
    }

    void aColumnGivesWayToARelationshipOfItsName()
    {
        RelationshipDeclaration posts = relationship(u"username"_s, u"Post"_s);
        posts.backref = Backref{u"title"_s, {}};
        const QString text = legacy(blogWith(posts));
        verifyHas(text,
                  u"    username_ = db.Column('username', db.String(80), unique=True, nullable=False)\n"_s);
        verifyHas(text, u"    title_ = db.Column('title', db.String(120), nullable=False)\n"_s);
    }

    void namesThatTheStyleNeedsAreLeftToIt()
    {
        const Design design =
            designOf(u"CREATE TABLE mapped (id INTEGER NOT NULL PRIMARY KEY, datetime DATETIME,"
                     " int INTEGER, \"Optional\" TEXT, db TEXT)"_s);
        const QString modern = inStyleOfTwo(design);
        verifyHas(modern, u"class Mapped_(db.Model):\n    __tablename__ = 'mapped'\n"_s);
        verifyHas(modern,
                  u"    datetime_: Mapped[Optional[datetime.datetime]] = mapped_column('datetime')\n"_s);
        verifyHas(modern, u"    int_: Mapped[Optional[int]] = mapped_column('int')\n"_s);
        verifyHas(modern, u"    Optional_: Mapped[Optional[str]] = mapped_column('Optional', db.Text)\n"_s);
        const QString old = legacy(design);
        verifyHas(old, u"class Mapped(db.Model):\n    id = "_s);
        verifyHas(old, u"    datetime = db.Column(db.DateTime)\n"_s);
        verifyHas(old, u"    db_ = db.Column('db', db.Text)\n"_s);
    }

    void aTableNameIsWrittenWhereFlaskWouldGuessAnother_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<bool>("isWritten");
        QTest::newRow("one word") << u"user"_s << false;
        QTest::newRow("two words") << u"blog_post"_s << false;
        QTest::newRow("plural") << u"users"_s << false;
        QTest::newRow("capital") << u"User"_s << true;
        QTest::newRow("camel case") << u"BlogPost"_s << true;
        QTest::newRow("digit") << u"oauth2_token"_s << false;
        QTest::newRow("one letter") << u"a_b"_s << true;
    }
    void aTableNameIsWrittenWhereFlaskWouldGuessAnother()
    {
        QFETCH(QString, table);
        const QString text =
            legacy(designOf(u"CREATE TABLE \"%1\" (id INTEGER NOT NULL PRIMARY KEY)"_s.arg(table)));
        QTEST(text.contains(u"__tablename__ = '%1'"_s.arg(table)), "isWritten");
    }

    void errorsAreToldWhereTheyAre()
    {
        Design design =
            designOf(u"CREATE TABLE post (id INTEGER NOT NULL PRIMARY KEY, u INTEGER REFERENCES usr (id));"
                     "CREATE TABLE user (id INTEGER NOT NULL PRIMARY KEY)"_s);
        design.given.classes = {
            ClassDeclaration{u"User"_s, u"user"_s, {relationship(u"posts"_s, u"Post"_s)}, {}},
            ClassDeclaration{u"Gone"_s, u"gone"_s, {}, {}}};
        const ModelText text = models::modelsOf(design);
        verifyHas(text.text(),
                  u"    # Error: 'post.u' refers to table 'usr', which does not exist. Did you mean 'user'?\n"
                  "    u = db.Column(db.Integer, db.ForeignKey('usr.id'))\n"_s);
        verifyHas(text.text(), u"    posts = db.relationship('Post')\n"_s);
        const QStringList lines = text.text().split(u'\n');
        const qsizetype posts = lines.indexOf(u"    posts = db.relationship('Post')"_s);
        QVERIFY2(lines[posts - 1].startsWith(u"    # Error: "_s), qPrintable(text.text()));
        for (const mapping::Diagnostic &each : text.findings)
            verifyHas(text.text(), u"# Error: "_s + each.sentence + u'\n');
        QVERIFY(text.findings.size() >= 3);
    }

    void aSelectionIsWhatTheWholeTextHasAboutIt()
    {
        const Design design = designOf(tests::sampleSql(u"schema.sql"_s));
        const ModelText whole = models::modelsOf(design);
        for (const schema::Table &table : design.schema.tables) {
            const ModelText some = models::modelsOf(design, ModelOptions{Style::Legacy, {table.id}});
            QCOMPARE(some.ofTable(table.id), whole.ofTable(table.id));
            QVERIFY(some.text().startsWith(u"from flask_sqlalchemy import SQLAlchemy\n"_s));
        }
    }

    void aSelectionBringsItsLinkTables()
    {
        const Design design = designOf(u"CREATE TABLE page (id INTEGER NOT NULL PRIMARY KEY); CREATE TABLE "
                                       u"tag (id INTEGER NOT NULL PRIMARY KEY);"
                                       "CREATE TABLE page_tag (page INTEGER NOT NULL REFERENCES page (id), "
                                       "tag INTEGER NOT NULL REFERENCES tag (id),"
                                       " PRIMARY KEY (page, tag))"_s);
        const QString text =
            models::modelsOf(design, ModelOptions{Style::Legacy, {design.schema.table(u"page"_s)->id}})
                .text();
        QVERIFY(text.contains(u"page_tag = db.Table("_s) && text.contains(u"class Page("_s));
        QVERIFY(!text.contains(u"class Tag("_s));
    }

    void linesKnowWhatTheyAreAbout()
    {
        const Design design = designOf(kBlog);
        const ModelText text = models::modelsOf(design);
        const schema::Table &post = *design.schema.table(u"post"_s);
        QCOMPARE(text.ofLink(post.foreignKeys.first().id),
                 u"posts = db.relationship('Post', back_populates='user', passive_deletes='all')\n"
                 "user_id = db.Column(db.Integer, db.ForeignKey('user.id'), nullable=False)\n"
                 "user = db.relationship('User', back_populates='posts')\n"_s);
        QCOMPARE(text.ofRelationship(post.id, u"user"_s),
                 u"user = db.relationship('User', back_populates='posts')\n"_s);
        QVERIFY(text.ofTable(post.id).startsWith(u"class Post(db.Model):\n    id = "_s));
        const auto title = std::ranges::find(text.lines, u"title"_s,
                                             [](const models::ModelLine &line) { return line.about.column; });
        QVERIFY(title != text.lines.cend());
        QCOMPARE(title->about.table, post.id);
        QCOMPARE(title->text, u"    title = db.Column(db.String(120), nullable=False)"_s);
        QVERIFY(text.ofLink({}).isEmpty() && text.ofTable({}).isEmpty());
    }
};

QTEST_APPLESS_MAIN(ModelsTest)
#include "tst_models.moc"
