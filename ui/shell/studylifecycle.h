#pragma once

#include <QObject>

#include "core/base/result.h"
#include "ui/widgets/studyhandle.h"

namespace shell {

/// Which study is open, and how it comes to be: open, new, close. Files are touched on a pool thread only.
class StudyLifecycle : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StudyLifecycle)

public:
    explicit StudyLifecycle(QObject *parent = nullptr);

    const widgets::StudyPtr &study() const { return m_study; }
    bool isBusy() const { return m_pending > 0; }

    void open(const QString &path);
    /// Makes a new study file and opens it; `title` empty: the file's name.
    void create(const QString &path, const QString &title = {});
    void close();

Q_SIGNALS:
    /// Null when the study was closed.
    void studyChanged(const widgets::StudyPtr &study);
    void failed(const base::Error &error);

private:
    void load(std::function<base::Result<widgets::StudyHandle::Head>()> job);

    widgets::StudyPtr m_study;
    int m_pending = 0;
    int m_request = 0; ///< the latest request wins
};

} // namespace shell
