#include "freshprocess.h"

#include <QElapsedTimer>
#include <QThread>

#include <csignal>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace {

/// Starts a program with its output going to `output`, to nowhere for -1; -1 where it cannot be started.
pid_t start(const QByteArrayList &words, int output)
{
    std::vector<char *> arguments;
    for (const QByteArray &word : words)
        arguments.push_back(const_cast<char *>(word.constData()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (output >= 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    else
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t process = -1;
    const int failed = posix_spawn(&process, arguments.front(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    return failed ? -1 : process;
}

double milliseconds(const timeval &time)
{
    return double(time.tv_sec) * 1e3 + double(time.tv_usec) / 1e3;
}

} // namespace

std::optional<Cost> costOf(const QByteArrayList &words, const QByteArray &line)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return {};
    QElapsedTimer timer;
    timer.start();
    const pid_t process = start(words, ends[1]);
    close(ends[1]);
    if (process < 0) {
        close(ends[0]);
        return {};
    }
    Cost cost;
    QByteArray output;
    char buffer[1 << 16];
    for (ssize_t got = 0; (got = read(ends[0], buffer, sizeof buffer)) > 0;) {
        if (line.isEmpty() || cost.wall > 0)
            continue;
        output.append(buffer, got);
        if (output.startsWith(line) || output.contains('\n' + line))
            cost.wall = double(timer.nsecsElapsed()) / 1e6;
    }
    close(ends[0]);
    int status = 0;
    rusage used = {};
    wait4(process, &status, 0, &used);
    if (line.isEmpty())
        cost.wall = double(timer.nsecsElapsed()) / 1e6;
    cost.cpu = milliseconds(used.ru_utime) + milliseconds(used.ru_stime);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || cost.wall <= 0)
        return {};
    return cost;
}

bool runUntil(const QByteArrayList &words, const std::function<bool()> &hasHappened)
{
    const pid_t process = start(words, -1);
    if (process < 0)
        return false;
    QElapsedTimer timer;
    timer.start();
    while (!hasHappened() && timer.elapsed() < 30'000)
        QThread::msleep(50);
    kill(process, SIGTERM);
    waitpid(process, nullptr, 0);
    return hasHappened();
}
