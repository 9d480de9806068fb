#pragma once

#include <QWidget>

namespace widgets {

class Button;
class Job;
class Label;
class ProgressLine;

/// A long action as it is shown everywhere: a line of 4 px, "812 of 2,100, about 3 min", Cancel. Visible while its job
/// runs.
class JobLine : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JobLine)

public:
    explicit JobLine(Job *job, QWidget *parent = nullptr);

    QString text() const;

private:
    void showProgress(const QString &what, qint64 done, qint64 total);

    Job *m_job;
    ProgressLine *m_line;
    Label *m_text;
    Button *m_cancel;
};

/// "812 of 2,100, about 3 min"; before the total is known only what is being done.
QString progressText(const QString &what, qint64 done, qint64 total, double elapsedSeconds);

} // namespace widgets
