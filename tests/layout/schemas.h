#pragma once

#include "tests/layout/graphs.h"

#include <QStringList>
#include <QTest>

/// Three schemas that people know, by hand: names of tables, how many columns, and which column refers
/// to which table.
namespace layoutgraphs {

struct TableFacts
{
    const char *name;
    int columns;
};

struct LinkFacts
{
    const char *child;
    int childColumn;
    const char *parent;
};

inline Graph graphOf(const std::vector<TableFacts> &tables, const std::vector<LinkFacts> &links)
{
    Graph graph;
    QHash<QString, int> idOf;
    for (const TableFacts &table : tables) {
        idOf.insert(QString::fromLatin1(table.name), int(graph.cards.size()));
        graph.cards.push_back(card(int(graph.cards.size()), table.columns));
    }
    for (const LinkFacts &facts : links)
        link(graph, idOf.value(QString::fromLatin1(facts.child)),
             idOf.value(QString::fromLatin1(facts.parent)), facts.childColumn, 0);
    return graph;
}

inline Graph chinook()
{
    return graphOf({{"Album", 3},
                    {"Artist", 2},
                    {"Customer", 13},
                    {"Employee", 15},
                    {"Genre", 2},
                    {"Invoice", 9},
                    {"InvoiceLine", 5},
                    {"MediaType", 2},
                    {"Playlist", 2},
                    {"PlaylistTrack", 2},
                    {"Track", 9}},
                   {{"Album", 2, "Artist"},
                    {"Customer", 12, "Employee"},
                    {"Employee", 4, "Employee"},
                    {"Invoice", 1, "Customer"},
                    {"InvoiceLine", 1, "Invoice"},
                    {"InvoiceLine", 2, "Track"},
                    {"PlaylistTrack", 0, "Playlist"},
                    {"PlaylistTrack", 1, "Track"},
                    {"Track", 2, "Album"},
                    {"Track", 3, "MediaType"},
                    {"Track", 4, "Genre"}});
}

inline Graph northwind()
{
    return graphOf({{"Categories", 4},
                    {"CustomerCustomerDemo", 2},
                    {"CustomerDemographics", 2},
                    {"Customers", 11},
                    {"EmployeeTerritories", 2},
                    {"Employees", 18},
                    {"Order Details", 5},
                    {"Orders", 14},
                    {"Products", 10},
                    {"Regions", 2},
                    {"Shippers", 3},
                    {"Suppliers", 12},
                    {"Territories", 3}},
                   {{"CustomerCustomerDemo", 0, "Customers"},
                    {"CustomerCustomerDemo", 1, "CustomerDemographics"},
                    {"EmployeeTerritories", 0, "Employees"},
                    {"EmployeeTerritories", 1, "Territories"},
                    {"Employees", 16, "Employees"},
                    {"Order Details", 0, "Orders"},
                    {"Order Details", 1, "Products"},
                    {"Orders", 1, "Customers"},
                    {"Orders", 2, "Employees"},
                    {"Orders", 6, "Shippers"},
                    {"Products", 2, "Suppliers"},
                    {"Products", 3, "Categories"},
                    {"Territories", 2, "Regions"}});
}

inline Graph sakila()
{
    return graphOf({{"actor", 4},
                    {"address", 8},
                    {"category", 3},
                    {"city", 4},
                    {"country", 3},
                    {"customer", 9},
                    {"film", 13},
                    {"film_actor", 3},
                    {"film_category", 3},
                    {"film_text", 3},
                    {"inventory", 4},
                    {"language", 3},
                    {"payment", 7},
                    {"rental", 7},
                    {"staff", 11},
                    {"store", 4}},
                   {{"address", 4, "city"},           {"city", 2, "country"},    {"customer", 1, "store"},
                    {"customer", 5, "address"},       {"film", 4, "language"},   {"film", 5, "language"},
                    {"film_actor", 0, "actor"},       {"film_actor", 1, "film"}, {"film_category", 0, "film"},
                    {"film_category", 1, "category"}, {"inventory", 1, "film"},  {"inventory", 2, "store"},
                    {"payment", 1, "customer"},       {"payment", 2, "staff"},   {"payment", 3, "rental"},
                    {"rental", 2, "inventory"},       {"rental", 3, "customer"}, {"rental", 5, "staff"},
                    {"staff", 3, "address"},          {"staff", 6, "store"},     {"store", 1, "staff"},
                    {"store", 2, "address"}});
}

/// All shapes of graphs and the three schemas, each with its name.
inline std::vector<Named> allGraphs()
{
    std::vector<Named> all = allShapes();
    all.push_back({"chinook", chinook()});
    all.push_back({"northwind", northwind()});
    all.push_back({"sakila", sakila()});
    return all;
}

/// A data row for each of them: "graph", and "positions" of its cards.
inline void addArrangedGraphs()
{
    QTest::addColumn<Graph>("graph");
    QTest::addColumn<Positions>("positions");
    for (const Named &each : allGraphs())
        QTest::newRow(each.name) << each.graph << arrangedOnce(each.name, each.graph);
}

} // namespace layoutgraphs
