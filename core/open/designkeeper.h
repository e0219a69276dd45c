#pragma once

#include "core/base/result.h"
#include "core/open/designclaim.h"
#include "core/open/leftdrawings.h"
#include "core/project/designdocument.h"

#include <QTimer>

namespace relata::open {

/// Where the design of a document lives, and whether that place holds what the document does. Keeps the
/// design of a database by itself, unless another window or process does, and a copy of every other that
/// nobody has saved. Lives in the GUI thread.
class DesignKeeper : public QObject
{
    Q_OBJECT

public:
    /// @param folder the program's own, for what has no file; the document outlives the keeper
    DesignKeeper(project::DesignDocument &document, const QString &folder, QObject *parent = nullptr);
    ~DesignKeeper() override;

    /// Where the design of a database without a design file is kept; the file need not exist.
    static QString keptFile(const QString &folder, const QString &database);

    /// The design file; "" where there is none.
    const QString &file() const { return m_file; }
    /// The canonical path of the design's database; "" where there is none.
    const QString &database() const { return m_database; }
    /// True where the design is that of a database, has no file, and another window or process keeps what
    /// belongs to the database: it is saved by saveAs() only. Stays so when the other one ends, as it may
    /// have kept something else.
    bool isKeptElsewhere() const { return m_file.isEmpty() && m_claim.isRefused(); }
    /// True where closing would lose something that a person made.
    bool isUnsaved() const;
    /// All that there is to keep.
    project::DesignContent content() const;

    /// Begins an empty drawing.
    void startDrawing();
    /// Shows a design that has no database, or whose database cannot be found.
    void showDesign(const QString &file, const project::DesignContent &content);
    /// Shows the tables of a database, with the design that belongs to them: the one that is given, else the
    /// one that was kept or whose file is known, else just places.
    /// @param file of the design that is given; "" where it has none
    /// @param given the design, else nothing
    /// @return a sentence for people where something could not be taken over, else empty
    QString showDatabase(const QString &database, const mapping::MappedSchema &schema, const QString &file,
                         std::optional<project::DesignContent> given);
    /// Takes over what was done to the tables from outside.
    void followDatabase(const mapping::MappedSchema &schema);
    /// A copy that another process has left is shown, and is unsaved.
    void showLeft(const LeftDrawing &left);

    /// Writes the design into its file. A database without one is kept by itself, or not where
    /// isKeptElsewhere().
    base::Done save();
    /// Gives the design a file, which is its home from now on: opening the database opens it, unless another
    /// one keeps what belongs to the database.
    base::Done saveAs(const QString &file);
    /// What is unsaved is not wanted: its copy goes.
    void forget();
    /// Keeps now what would be kept in a moment: for the end of the program.
    void keepNow();

signals:
    /// file() or isUnsaved() may be another.
    void changed();
    /// What a person does could not be kept; told once.
    void keepingFailed(const relata::base::Error &error);

private:
    /// What has to be kept, for comparing.
    struct State
    {
        mapping::Design design;
        project::DiagramLayout layout;
        project::DesignSettings settings;

        bool operator==(const State &) const = default;
    };

    State state() const { return {m_document.design(), m_document.layout(), m_document.settings()}; }
    void take(const QString &file, const QString &database);
    void markSaved();
    bool isKeptHere() const;
    void takeFirstPlaces();
    QString keptFile() const;
    QString homeFile() const;
    void rememberHome() const;
    void keep();
    base::Done keepDatabase();

    project::DesignDocument &m_document;
    const QString m_folder;
    QString m_file;
    QString m_database;
    QJsonObject m_unknown; ///< of the file
    State m_saved;
    DesignClaim m_claim; ///< of keptFile()
    SafeCopy m_copy;
    QTimer m_timer;
    bool m_hasFailed = false; ///< keepingFailed() was told
};

} // namespace relata::open
