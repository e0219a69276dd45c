#pragma once

namespace relata::orm {

/// Options of a session: SQLAlchemy's with its names and defaults, then what a session for people needs that
/// edit rows by hand. Those are off; then everything is as SQLAlchemy does it.
struct SessionOptions
{
    bool autoflush = true;
    bool expireOnCommit = true;

    /// On: a rollback expires all objects, since other transactions may have changed their rows. Off: objects
    /// that the transaction neither wrote nor changed keep their values.
    bool expireOnRollback = true;
    /// An UPDATE compares the columns that it changes with what was read, besides the key, so that it never
    /// overwrites what somebody else wrote meanwhile (StaleData). Every DELETE must take its row away, unless
    /// the row has gone by itself.
    bool compareEdited = false;
    /// An INSERT names only the columns that were given a value, NULL included, and leaves all others to the
    /// database. Keys are taken as the database has stored them.
    bool databaseDefaults = false;
    /// New rows that refer to each other in a circle are written: their integer keys are chosen before. The
    /// foreign keys have to be checked at the end of the transaction; the caller sees to it.
    bool promiseKeys = false;
    /// Texts and blobs of more than base::CellView::kLargest bytes, keys apart, are not loaded with their
    /// row: each is when somebody asks for it. Until then its beginning and size are known.
    bool deferLarge = false;
};

} // namespace relata::orm
