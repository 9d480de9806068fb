#pragma once

#include <memory>

#include <QByteArray>

#include "tests/support/studies.h"
#include "ui/shell/mainwindow.h"

namespace support {

/// One thing of the window to look at: a place, or a page of Study.
struct Stop
{
    const char *name;
    widgets::PlaceId place;
    const char *page = "";
};

/// Every place and every page, in the order of the rail.
const QList<Stop> &everyStop();

/// The real window over a study with pictures, scores and votes of several people, for tests that walk through all of
/// it. Settings are its own.
class WindowWalk
{
public:
    /// With a study open; without one only what needs none can be visited.
    explicit WindowWalk(bool withStudy = true);
    ~WindowWalk();

    shell::MainWindow *window() { return m_window.get(); }
    QString study() const { return m_study; }
    /// Shows it and waits until nothing is being loaded; false: it did not settle.
    bool visit(const Stop &stop);
    bool waitUntilSettled();

private:
    void writeStudy();

    TestFolder m_folder;
    QString m_study;
    std::unique_ptr<shell::MainWindow> m_window;
};

} // namespace support
