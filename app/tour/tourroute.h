#pragma once

#include "core/base/recordkey.h"
#include "core/mapping/mappedschema.h"

namespace relata::app {

class TourWitness;

/// A record that the tour expands along one of its relationships, and how many children the file says it has.
struct RouteStep
{
    QString table;
    base::RecordKey record;
    QString relationship;
    qint64 children = 0;
};

/// Where the tour goes in a database: which table it browses, what it expands, which cell it edits.
struct TourRoute
{
    QString table;          ///< null where the file has none
    QList<RouteStep> steps; ///< two levels where the data has them
    QString editTable;
    base::RecordKey editRecord;
    int editColumn = -1; ///< -1: there is no text to edit
    QString editBefore;
    QString editQuery; ///< reads the cell
};

TourRoute planRoute(const mapping::MappedSchema &schema, const TourWitness &witness);

} // namespace relata::app
