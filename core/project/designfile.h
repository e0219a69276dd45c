#pragma once

#include "core/base/result.h"
#include "core/project/designcontent.h"

class QDir;

namespace relata::project {

/// The ending of design files, without its dot.
inline const QString kDesignSuffix = QStringLiteral("relata");

/// The text of a design file: JSON made for version control. One thing a line, sorted by ids, so that a card
/// that moves touches one line, and each list ends with a line of its own, so that what is added touches no
/// other. A database is named relative to the folder. No secrets, no absolute paths.
QByteArray designText(const DesignContent &content, const QDir &folder);

/// Reads such a text, of this version of the format or an older one. Refused with the line where it is no
/// JSON, where a merge has left its marks, or where a newer program has to read it.
/// @param folder where the file lies
base::Result<DesignContent> designFromText(const QByteArray &text, const QDir &folder);

/// Reads a file; refused with its name where it cannot be read.
base::Result<DesignContent> loadDesign(const QString &file);

enum class Privacy { AsIs, OwnerOnly };
/// Writes a file whole or not at all.
base::Done saveDesign(const QString &file, const DesignContent &content, Privacy privacy = Privacy::AsIs);

} // namespace relata::project
