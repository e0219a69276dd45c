#pragma once

#include <QString>

#include <functional>
#include <map>
#include <string>

/// What one run of a task tells: a number that has to be the same whoever did the work, and bytes that the
/// result holds.
struct Outcome
{
    long long checksum = 0;
    long long bytes = 0;
};

/// The work in two halves, so that only the second is measured.
struct Work
{
    std::function<void()> prepare;
    std::function<Outcome()> measured;
};

/// The tasks of a peer by name, on a database that makeDatabase() has made.
using Tasks = std::map<std::string, std::function<Work(const std::string &file)>>;

constexpr int kParents = 10000;
constexpr int kChildren = 100000;
constexpr int kPage = 50;

void makeDatabase(const std::string &file);
Tasks rawTasks();
Tasks qtSqlTasks();
Tasks relataTasks();

/// Bytes that the program has allocated and not given back.
long long allocatedBytes();
