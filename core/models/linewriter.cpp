#include "linewriter.h"

#include "core/models/pythontext.h"

namespace relata::models {

void LineWriter::add(const QStringList &lines, int indent, const About &about)
{
    for (const QString &line : lines)
        add(line.isEmpty() ? line : QString(indent, u' ') + line, about);
}

void LineWriter::addCall(const QString &start, const QStringList &arguments, int indent, const About &about,
                         const QString &end)
{
    add(callLines(start, arguments, indent, end), 0, about);
}

void LineWriter::beginBlock()
{
    add(QString());
    add(QString());
}

void LineWriter::insert(qsizetype position, const QStringList &lines, const About &about)
{
    for (const QString &line : lines)
        m_lines.insert(position++, ModelLine{line, about});
}

} // namespace relata::models
