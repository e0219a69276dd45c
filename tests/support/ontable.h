#pragma once

#include "tests/support/scratchdatabase.h"

namespace relata::tests {

/// What stands before a window that shows it.
struct OwnFile
{
    const ScratchDatabase file;
};

/// A file of a test's own, a window on it and the page of one of its tables: what most tests of the browser
/// begin with.
template<typename Window, typename Page>
class OnTable : public OwnFile, public Window
{
public:
    template<typename... Options>
    OnTable(const QString &sql, const QString &table, Options... options)
        : OwnFile{ScratchDatabase(sql)}, Window(OwnFile::file.file(), options...), page(Window::browse(table))
    {
    }

    Page &page;
};

} // namespace relata::tests
