#pragma once

#include "core/async/designchange.h"
#include "core/async/workspace.h"
#include "core/insight/loadpredictor.h"
#include "core/open/declareddesign.h"
#include "core/open/designkeeper.h"
#include "core/project/designdocument.h"

#include <memory>
#include <optional>

namespace relata::open {

/// What closing would lose.
struct Unsaved
{
    qsizetype rows = 0; ///< changes of rows that wait for Save
    bool design = false;

    bool isEmpty() const { return rows == 0 && !design; }
};

/// The design that is open, with the database that belongs to it where there is one: opens both, starts
/// drawings, makes a database of a drawing, and follows what others do to the tables. Lives in the GUI
/// thread; what takes long happens in the workspace's threads.
class OpenDesign : public QObject
{
    Q_OBJECT

public:
    /// @param folder the program's own, for what has no file
    explicit OpenDesign(const QString &folder, QObject *parent = nullptr);
    ~OpenDesign() override;

    project::DesignDocument &document() { return m_document; }
    DesignKeeper &keeper() { return m_keeper; }
    /// Says what loads of the design would cost, also without a database.
    insight::LoadPredictor &predictor() { return m_predictor; }
    /// The open database; null for a design without one.
    async::Workspace *workspace() const { return m_workspace.get(); }
    /// False until something has been opened or started.
    bool isThere() const { return m_isThere; }
    bool isOpening() const { return m_isOpening; }
    /// What open() was last called for.
    const base::ConnectionSettings &wanted() const { return m_wanted; }
    /// What it is called in a title: the name of the database's file, or of the design's; "" where it has
    /// none.
    QString name() const;
    Unsaved unsaved() const;
    /// True where save() of the keeper would have no place to write to.
    bool needsFile() const;
    /// Where a person may want to save the design: beside its database.
    /// @param stem the name of a file for a drawing, without its suffix
    QString suggestedFile(const QString &stem) const;

    /// Opens a database, or a design with its database. Ends in shown(), or in failed() with all as it was;
    /// does nothing while something is being opened.
    void open(const base::ConnectionSettings &settings);
    /// Starts an empty drawing.
    void startDrawing();
    /// Shows a drawing that another process has left unsaved.
    void showLeft(const LeftDrawing &left);
    /// Writes the design's tables into a new file. A drawing becomes the design of that database, which is
    /// opened; beside a database that is open it is offered by databaseMade().
    void createDatabase(const QString &file);
    /// Turns the open database into the design. Ends in applied(), or in notApplied() with all as it was;
    /// refused where rows wait for Save, or where another program has changed the tables. Meanwhile nothing
    /// else is opened.
    /// @param change what a person has agreed to: refused where the design is another one by now
    void apply(const async::DesignChange &change);
    bool isApplying() const { return m_isApplying; }
    /// The database that was open before the one that was shown last; null where there was none, or where it
    /// has been taken already.
    std::unique_ptr<async::Workspace> takeFormer() { return std::move(m_former); }
    /// What is unsaved is not wanted, neither rows nor the design.
    void forget();
    /// Begins to end the database's threads: what is deleted meanwhile need not be waited for.
    void beginToClose();

signals:
    /// isOpening() has changed.
    void openingChanged();
    /// A design file or a database is on its way, as a person would find it again.
    void fileUsed(const QString &file);
    /// Another design comes: whoever shows rows of the database lets go of them.
    void aboutToShow();
    /// The document and the workspace are those of another design.
    /// @param words what is worth knowing about it; may be empty
    void shown(const QString &words);
    /// The database's schema has changed, and the document has followed.
    void schemaChanged(const relata::async::SchemaNews &news);
    void databaseMade(const QString &file);
    /// The database is as the design, after so many statements.
    void applied(int statements);
    void notApplied(const relata::base::Error &error);
    /// isApplying() has changed.
    void applyingChanged();
    void failed(const relata::base::Error &error);

private:
    /// The design of a database that is on its way.
    struct Coming
    {
        QString file; ///< "" where it has none
        std::optional<project::DesignContent> content;
        QString words;        ///< to be said when it is there
        bool isDrawn = false; ///< it is the design that is open
    };

    void openDesign(const QString &file);
    void openDatabase(const base::ConnectionSettings &settings);
    void take(std::unique_ptr<async::Workspace> workspace);
    void letGoOfDatabase();
    void show(const QString &words);
    QString createdWords(const QString &file) const;
    void takeMade(const QString &file, const mapping::MappedSchema &schema,
                  const project::DiagramLayout &layout);
    void follow(const async::SchemaNews &news);
    void applyNow(const async::DesignChange &change);
    void endApplying(const base::Done &done, int statements);

    const QString m_folder;
    project::DesignDocument m_document;
    DesignKeeper m_keeper;
    insight::LoadPredictor m_predictor;
    std::unique_ptr<async::Workspace> m_workspace;
    std::unique_ptr<async::Workspace> m_former;
    DeclaredDesign m_declared;
    base::ConnectionSettings m_wanted;
    Coming m_coming;
    bool m_isThere = false;
    bool m_isOpening = false;
    bool m_isApplying = false;
};

} // namespace relata::open
