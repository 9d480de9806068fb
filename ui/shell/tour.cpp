#include "ui/shell/tour.h"

#include <QCursor>
#include <QDir>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>

#include "core/storage/transaction.h"
#include "ui/shell/mainwindow.h"

namespace shell {

namespace {

constexpr int lookEveryMs = 20;
/// Layout and posted repaints of what arrived last take a turn of the event loop or two.
constexpr int neededCalmLooks = 3;
/// Words such as "Loading the next pair" appear after 300 ms.
constexpr int neededLoadingLooks = 450 / lookEveryMs;

} // namespace

Tour::Tour(MainWindow *window, const TourOptions &options, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_options(options)
{
    // Without a screen the pointer rests in the window's corner, and the pictures would show what it hovers.
    if (QGuiApplication::platformName() == QLatin1String("offscreen"))
        QCursor::setPos(options.size.width() + 100, options.size.height() + 100);
    m_look.setInterval(lookEveryMs);
    connect(&m_look, &QTimer::timeout, this, &Tour::look);
    connect(window, &MainWindow::studyFailed, this, [this](const base::Error &error) {
        if (!m_steps[m_step].fails)
            fail(error);
    });
    addSteps();
}

Tour::~Tour() = default;

QStringList Tour::pictureNames() const
{
    QStringList names;
    for (const Step &step : m_steps) {
        if (!step.name.isEmpty())
            names.append(step.name + QStringLiteral(".png"));
    }
    return names;
}

void Tour::start()
{
    if (const auto ready = prepare(); !ready) {
        fail(ready.error());
        return;
    }
    m_window->setFixedSize(m_options.size);
    m_step = -1;
    runStep();
}

base::Result<void> Tour::prepare()
{
    const QSize least = m_window->minimumSize();
    if (m_options.size.width() < least.width() || m_options.size.height() < least.height()) {
        return base::fail(
            QStringLiteral("tour.size"),
            QStringLiteral("the window is never smaller than %1x%2").arg(least.width()).arg(least.height()));
    }
    if (!QDir().mkpath(m_options.folder))
        return base::failIn(m_options.folder, 0, QStringLiteral("tour.folder"),
                            QStringLiteral("cannot make the folder"));
    return {};
}

void Tour::runStep()
{
    ++m_step;
    if (m_step >= m_steps.size()) {
        m_look.stop();
        Q_EMIT finished();
        return;
    }
    m_calmLooks = 0;
    m_sinceStep.start();
    m_look.start();
    m_steps[m_step].go();
}

void Tour::look()
{
    const Step &step = m_steps[m_step];
    const bool calm = (step.loads || m_window->isSettled()) && (!step.ready || step.ready());
    m_calmLooks = calm ? m_calmLooks + 1 : 0;
    if (m_calmLooks < (step.loads ? neededLoadingLooks : neededCalmLooks)) {
        if (m_sinceStep.elapsed() > m_options.stepTimeoutMs) {
            const widgets::Place *place = m_window->currentPlace();
            fail({QStringLiteral("tour.timeout"),
                  QStringLiteral("%1 was still busy after %2 s%3")
                      .arg(place ? place->title() : QStringLiteral("the window"))
                      .arg(m_options.stepTimeoutMs / 1000)
                      .arg(step.name.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(step.name)),
                  {},
                  0,
                  QStringLiteral("see whether the study opens in the window"),
                  {}});
        }
        return;
    }
    m_look.stop();
    if (!step.name.isEmpty()) {
        if (const auto written = writePicture(step.name); !written) {
            fail(written.error());
            return;
        }
    }
    runStep();
}

base::Result<void> Tour::writePicture(const QString &name)
{
    // Rendered at 1:1 whatever the screen's scale is, so that the picture has the size that was asked for.
    QImage image(m_options.size, QImage::Format_RGB32);
    QPainter painter(&image);
    m_window->render(&painter);
    painter.end();
    const QString file = QDir(m_options.folder).filePath(name + QStringLiteral(".png"));
    if (!image.save(file))
        return base::failIn(file, 0, QStringLiteral("tour.write"), QStringLiteral("cannot write the picture"));
    Q_EMIT pictureWritten(file, ++m_written, int(pictureNames().size()));
    return {};
}

void Tour::fail(const base::Error &error)
{
    m_look.stop();
    Q_EMIT failed(error);
}

} // namespace shell
