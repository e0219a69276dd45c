#include "core/mapping/plan/editside.h"
#include "core/project/designdocument.h"
#include "core/project/designfile.h"
#include "core/schema/linkplanner.h"
#include "core/schema/linkremoval.h"
#include "tests/support/reflected.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace relata;
using mapping::Side;
using project::DesignDocument;
using project::DocumentChange;

namespace {

/// Draws edits of every kind from a fixed seed; many of them are refused, as people's are.
class RandomEdits
{
public:
    explicit RandomEdits(quint32 seed) : m_random(seed) {}

    DocumentChange next(const DesignDocument &document)
    {
        const mapping::MappedSchema &schema = document.schema();
        const schema::Table &table = any(schema.tables);
        switch (below(9)) {
        case 0:
            return tables(schema::planTable(schema, word()));
        case 1: {
            const auto plan = schema::planLink(schema, {table.id, {}, any(schema.tables).id, {}});
            return plan ? tables(plan->change) : DocumentChange();
        }
        case 2:
            return tables(schema::planRemoval(schema, {table.id}, {}));
        case 3:
            return tables(schema::SchemaChange{u"rename"_s, {schema::RenameTable{table.id, word()}}});
        case 4: {
            schema::Column now = any(table.columns);
            const QString before = now.name;
            now.name = word();
            return tables(schema::SchemaChange{u"rename"_s, {schema::ChangeColumn{table.id, before, now}}});
        }
        case 5: {
            const project::DesignSettings before = document.settings();
            project::DesignSettings after = before;
            after.quiet += word();
            return {u"mute"_s, {project::SettingsChange{before, after}}};
        }
        case 6:
            return {u"move"_s,
                    {project::LayoutChange{u"move"_s, {{table.id, QPointF(below(900), below(900))}}, {}}}};
        default:
            return edited(document);
        }
    }

private:
    int below(int limit) { return int(m_random.bounded(limit)); }
    template<typename T>
    const T &any(const QList<T> &list)
    {
        return list[below(int(list.size()))];
    }
    QString word()
    {
        static const QStringList words = {u"user"_s,   u"person"_s, u"order"_s, u"my table"_s, u"a\"b"_s,
                                          u"status"_s, u"x"_s,      u"note"_s,  u"Über"_s,     u"posts"_s};
        return any(words);
    }

    static DocumentChange tables(const base::Result<schema::SchemaChange> &change)
    {
        return change ? DocumentChange{change->text, {*change}} : DocumentChange();
    }

    /// Renames a side, or sets how it loads.
    DocumentChange edited(const DesignDocument &document)
    {
        QList<Side> sides;
        for (const mapping::MappedClass &each : document.schema().classes)
            sides += each.relationships;
        if (sides.isEmpty())
            return {};
        const Side &side = any(sides);
        const auto given = below(2) == 0
                               ? mapping::withSideRenamed(document.design(), side, word())
                               : mapping::withSideEdited(document.design(), side, [this](auto &options) {
                                     options.lazy = any(mapping::lazyWords());
                                 });
        return given ? DocumentChange{u"edit"_s, {mapping::GivenChange{document.design().given, *given}}}
                     : DocumentChange();
    }

    QRandomGenerator m_random;
};

struct State
{
    mapping::Design design;
    project::DiagramLayout layout;
    project::DesignSettings settings;

    bool operator==(const State &) const = default;
};

State stateOf(const DesignDocument &document)
{
    return {document.design(), document.layout(), document.settings()};
}

void sortByName(QList<schema::Table> &tables)
{
    std::ranges::sort(tables, {}, &schema::Table::name);
}

} // namespace

/// Hundreds of edits of every kind, drawn from fixed seeds.
class RandomDesignsTest : public QObject
{
    Q_OBJECT

private slots:
    void undoneAllIsEqualRedoneAllToo()
    {
        const mapping::MappedSchema sample = tests::reflectedSql(tests::sampleSql(u"schema.sql"_s));
        int made = 0;
        int given = 0;
        for (quint32 seed = 1; seed <= 60; ++seed) {
            RandomEdits edits(seed);
            DesignDocument document;
            document.reset(sample, {});
            QList<State> states = {stateOf(document)};
            QList<DocumentChange> inverses;
            for (int i = 0; i < 15; ++i) {
                const State before = stateOf(document);
                const DocumentChange change = project::withFollowers(document.design(), edits.next(document));
                const auto inverse = document.change(change);
                if (!inverse) {
                    QVERIFY(stateOf(document) == before);
                    continue;
                }
                ++made;
                inverses += *inverse;
                states += stateOf(document);
            }
            given += document.design().given.classes.size();
            QList<DocumentChange> redos;
            for (qsizetype i = states.size() - 2; i >= 0; --i) {
                const auto redo = document.change(inverses[i]);
                QVERIFY2(redo, qPrintable(u"seed %1: %2"_s.arg(QString::number(seed),
                                                               redo ? QString() : redo.error().text())));
                QVERIFY2(stateOf(document) == states[i], qPrintable(QString::number(seed)));
                redos.prepend(*redo);
            }
            for (qsizetype i = 0; i < redos.size(); ++i) {
                QVERIFY(document.change(redos[i]));
                QVERIFY2(stateOf(document) == states[i + 1], qPrintable(QString::number(seed)));
            }
        }
        QVERIFY2(made > 400 && given > 60,
                 qPrintable(u"%1, %2"_s.arg(QString::number(made), QString::number(given))));
    }

    void whatIsWrittenIsReadEqual()
    {
        const mapping::MappedSchema sample = tests::reflectedSql(tests::sampleSql(u"schema.sql"_s));
        for (quint32 seed = 1; seed <= 60; ++seed) {
            RandomEdits edits(seed);
            DesignDocument document;
            document.reset(sample, {});
            for (int i = 0; i < 15; ++i)
                static_cast<void>(
                    document.change(project::withFollowers(document.design(), edits.next(document))));
            project::DesignContent content;
            content.design = document.design();
            content.layout = document.layout();
            content.settings = document.settings();
            auto read = project::designFromText(project::designText(content, QDir()), QDir());
            QVERIFY2(read, qPrintable(read ? QString() : read.error().text()));
            sortByName(content.design.schema.tables);
            sortByName(read->design.schema.tables);
            std::ranges::sort(content.design.given.classes, {}, &mapping::ClassDeclaration::table);
            QVERIFY2(read->design.schema == content.design.schema, qPrintable(QString::number(seed)));
            QVERIFY2(read->design.given == content.design.given, qPrintable(QString::number(seed)));
            QVERIFY(read->layout == content.layout && read->settings == content.settings);
        }
    }
};

QTEST_GUILESS_MAIN(RandomDesignsTest)
#include "tst_randomdesigns.moc"
