#pragma once

#include "core/models/modeltext.h"

namespace relata::models {

/// Lines of a module, one after the other.
class LineWriter
{
public:
    void add(const QString &text, const About &about = {}) { m_lines += ModelLine{text, about}; }
    /// Lines with an indent, which empty ones do not get.
    void add(const QStringList &lines, int indent, const About &about = {});
    /// A call over as many lines as it needs.
    /// @param end what follows its closing bracket
    void addCall(const QString &start, const QStringList &arguments, int indent, const About &about,
                 const QString &end = {});
    /// The two empty lines between what stands at the margin.
    void beginBlock();

    qsizetype size() const { return m_lines.size(); }
    /// Puts lines before one that is there.
    void insert(qsizetype position, const QStringList &lines, const About &about);
    void append(const LineWriter &other) { m_lines += other.m_lines; }
    const QList<ModelLine> &lines() const { return m_lines; }

private:
    QList<ModelLine> m_lines;
};

} // namespace relata::models
