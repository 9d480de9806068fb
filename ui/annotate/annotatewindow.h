#pragma once

#include <QWidget>

#include "core/base/result.h"

namespace annotate {

class AnnotateDesk;

/// Annotator mode (`--annotate`): the judging screen and nothing else, full screen; F11 leaves and enters that.
class AnnotateWindow : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnnotateWindow)

public:
    /// Starts at once with `code`, or asks for one when it is empty. `helper` as of trials::SessionOwner.
    AnnotateWindow(const QString &studyPath, const QString &code, const QStringList &helper = {},
                   QWidget *parent = nullptr);

    AnnotateDesk *desk() { return m_desk; }

Q_SIGNALS:
    void openFailed(const base::Error &error);
    void firstPaint();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    AnnotateDesk *m_desk;
    bool m_painted = false;
};

} // namespace annotate
