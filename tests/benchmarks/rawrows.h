#pragma once

#include <string>
#include <vector>

// What a peer that works with an engine's own interface reads rows into.

struct RawChild
{
    long long id = 0;
    long long parent = 0;
    std::string name;
    long long qty = 0;
    double price = 0;
    std::string note;
    bool hasNote = false;
};

struct RawParent
{
    long long id = 0;
    std::string name;
    std::vector<unsigned> children; ///< places in the vector of children
};
